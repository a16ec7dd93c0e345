import type { AskedRow, VerificationPageRow } from '#server/verifications/read-verification.ts'

export type MarkKind = 'asked' | 'accepted' | 'delivered' | 'failed' | 'typed' | 'expires'
export type Mark = { kind: MarkKind; atMs: number; afterSeconds: number }
export type WindowMarks = { marks: Mark[]; startMs: number; endMs: number; isLate: boolean; marginSeconds: number }

const failedStates = new Set(['failed', 'rejected', 'expired'])

/** The instants of a code's life in order, from the press of the button to the later of expiry and typing. */
export function listWindowMarks({ atMs: typedAtMs }: VerificationPageRow, asked: AskedRow): WindowMarks {
  const startMs = asked.atMs
  const instants: [MarkKind, number | null][] = [
    ['asked', startMs],
    ['accepted', asked.smsAcceptedAtMs],
    [failedStates.has(asked.smsState ?? '') ? 'failed' : 'delivered', asked.smsEndedAtMs],
    ['typed', typedAtMs],
    ['expires', asked.expiresAtMs],
  ]
  const marks = instants
    .flatMap(([kind, atMs]) =>
      atMs === null ? [] : [{ kind, atMs, afterSeconds: Math.round((atMs - startMs) / 1000) }],
    )
    .sort((a, b) => a.atMs - b.atMs)
  const endMs = Math.max(asked.expiresAtMs, typedAtMs)
  const marginSeconds = Math.ceil(Math.abs(typedAtMs - asked.expiresAtMs) / 1000)
  return { marks, startMs, endMs, isLate: typedAtMs > asked.expiresAtMs, marginSeconds }
}
