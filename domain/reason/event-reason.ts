import { type Reason, reasons, type SmsReason } from '#domain/reason/reason.ts'

export type SmsCourse = {
  state: string
  endedAtMs: number | null
  /** When what the SMS carried stopped being good; null for what does not end. */
  usefulUntilMs: number | null
}

/** Why an SMS did not do its work; null where it did, or still may. */
export function reasonOfSms({ state, endedAtMs, usefulUntilMs }: SmsCourse, nowMs: number): SmsReason | null {
  if (state === 'rejected') return 'sms_rejected'
  if (state === 'failed') return 'sms_failed'
  if (state === 'expired') return 'sms_undelivered'
  const isOver = usefulUntilMs !== null && usefulUntilMs < nowMs
  if (state === 'delivered') return isOver && endedAtMs !== null && endedAtMs > usefulUntilMs ? 'sms_late' : null
  return isOver ? 'sms_undelivered' : null
}

const reasonOfAction: Readonly<Record<string, Reason>> = {
  'guard.locked': 'enrollment_locked',
  'guard.suspended': 'enrollment_suspended',
  'device.blocked': 'device_blocked',
  'activation_token.exhausted': 'token_attempts_exhausted',
  'signature.stale': 'signature_stale',
}

/** Why what an audit row tells went against the customer; null for a row that tells no refusal. */
export function reasonOfAct(action: string, data: Readonly<Record<string, unknown>>): Reason | null {
  if (action.endsWith('.refused')) return reasons.find((each) => each === data.reason) ?? null
  return reasonOfAction[action] ?? null
}
