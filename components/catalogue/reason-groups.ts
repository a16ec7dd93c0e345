import {
  activationReasons,
  type Reason,
  registrationReasons,
  signatureReasons,
  smsReasons,
  suppressionReasons,
  verificationReasons,
} from '#domain/reason/reason.ts'

export const reasonGroupNames = [
  'verification',
  'otpRequest',
  'sms',
  'activation',
  'registration',
  'signature',
] as const
export type ReasonGroup = (typeof reasonGroupNames)[number]

const lists: Record<ReasonGroup, readonly Reason[]> = {
  verification: verificationReasons,
  otpRequest: ['sent', ...suppressionReasons],
  sms: smsReasons,
  activation: activationReasons,
  registration: registrationReasons,
  signature: signatureReasons,
}

/** Where a reason stands in the list: one that several situations share, with the first of them. */
export function groupOf(reason: Reason): ReasonGroup {
  const found = reasonGroupNames.find((name) => lists[name].includes(reason))
  if (found === undefined) throw new Error(`${reason} stands in no group of the catalogue`)
  return found
}
