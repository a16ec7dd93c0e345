export type CallName =
  | 'registration'
  | 'registrationConfirmation'
  | 'activation'
  | 'activationConfirmation'
  | 'ownDevice'
  | 'deactivation'
  | 'bankTime'

/** A refusal as the app shows it: the bank's code, or one of the app's own. */
export interface Refusal {
  code: string
  call?: CallName
  attemptsLeft?: number
  seconds?: number
  part?: 'receipt' | 'sms'
  retryAfterSeconds?: number
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** Reads an RFC 9457 body; an answer that is none, a proxy's page for instance, is `unexpected_answer`. */
export function readRefusal(body: unknown, retryAfter: string | null): Refusal {
  if (typeof body !== 'object' || body === null) return { code: 'unexpected_answer' }
  const { code, attemptsLeft, seconds, part } = body as Record<string, unknown>
  if (typeof code !== 'string') return { code: 'unexpected_answer' }
  const retryAfterSeconds = Number.parseInt(retryAfter ?? '', 10)
  return {
    code,
    ...(typeof attemptsLeft === 'number' && { attemptsLeft }),
    ...(typeof seconds === 'number' && { seconds }),
    ...((part === 'receipt' || part === 'sms') && { part }),
    ...(retryAfterSeconds > 0 && { retryAfterSeconds }),
  }
}
