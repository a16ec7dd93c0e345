import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import {
  activationReasons,
  type Reason,
  registrationReasons,
  smsReasons,
  suppressionReasons,
} from '#domain/reason/reason.ts'

const allAs = (reasons: readonly Reason[], kind: ComplaintKind): Record<string, ComplaintKind> =>
  Object.fromEntries(reasons.map((reason) => [reason, kind]))

/** Of what is no verification: a code that was not sent, an SMS that did not come, an app that was not activated. */
const byEventReason: Readonly<Record<string, ComplaintKind>> = {
  ...allAs(registrationReasons, 'app_or_sms_question'),
  ...allAs(activationReasons, 'app_or_sms_question'),
  ...allAs(suppressionReasons, 'sms_not_received'),
  ...allAs(smsReasons, 'sms_not_received'),
}

const byVerificationReason: Readonly<Record<string, ComplaintKind>> = {
  accepted: 'not_me',
  no_live_code: 'sms_not_received',
  not_enrolled: 'app_or_sms_question',
  enrollment_pending: 'app_or_sms_question',
}

/** What somebody most likely complains of who asks about a verification that ended so; the desk may have it otherwise. */
export function complaintKindOf(verificationReason: string): ComplaintKind {
  return byVerificationReason[verificationReason] ?? 'code_refused'
}

/** The same of an event with a reason. */
export function complaintKindOfEvent(reason: string): ComplaintKind {
  return byEventReason[reason] ?? 'code_refused'
}
