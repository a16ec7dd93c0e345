import type { ComplaintKind } from '#domain/complaint.ts'

const byReason: Readonly<Record<string, ComplaintKind>> = {
  accepted: 'not_me',
  no_live_code: 'sms_not_received',
  mobile_missing: 'sms_not_received',
  not_enrolled: 'app_or_sms_question',
  enrollment_pending: 'app_or_sms_question',
}

/** What somebody most likely complains of who asks about a verification that ended so; the desk may have it otherwise. */
export function complaintKindOf(verificationReason: string): ComplaintKind {
  return byReason[verificationReason] ?? 'code_refused'
}
