import type { AskedRow } from '#server/verifications/read-verification.ts'

export type MarkKind = 'asked' | 'accepted' | 'delivered' | 'failed' | 'typed' | 'expires'
export type Mark = { kind: MarkKind; atMs: number; afterSeconds: number }
export type WindowMarks = {
  marks: Mark[]
  startMs: number
  endMs: number
  expiresAtMs: number
  /** From when the customer could read the code; null while it was never known to have come. */
  readableAtMs: number | null
  /** Null where no code was typed. */
  typed: { atMs: number; isLate: boolean; marginSeconds: number } | null
  isSmsLate: boolean
}
export type WindowSource = Pick<AskedRow, 'atMs' | 'expiresAtMs' | 'smsState' | 'smsAcceptedAtMs' | 'smsEndedAtMs'>

const failedStates = new Set(['failed', 'rejected', 'expired'])

/** The instants of a code's life in order, from the press of the button to the last of expiry, delivery and typing. */
export function listWindowMarks(asked: WindowSource, typedAtMs: number | null): WindowMarks {
  const { atMs: startMs, expiresAtMs, smsEndedAtMs } = asked
  const isFailed = failedStates.has(asked.smsState ?? '')
  const instants: [MarkKind, number | null][] = [
    ['asked', startMs],
    ['accepted', asked.smsAcceptedAtMs],
    [isFailed ? 'failed' : 'delivered', smsEndedAtMs],
    ['typed', typedAtMs],
    ['expires', expiresAtMs],
  ]
  const marks = instants
    .flatMap(([kind, atMs]) =>
      atMs === null ? [] : [{ kind, atMs, afterSeconds: clockSecondsOf(atMs) - clockSecondsOf(startMs) }],
    )
    .sort((a, b) => a.atMs - b.atMs)
  return {
    marks,
    startMs,
    endMs: Math.max(...marks.map(({ atMs }) => atMs)),
    expiresAtMs,
    readableAtMs: isFailed ? null : smsEndedAtMs,
    typed: typedAtMs === null ? null : { atMs: typedAtMs, ...marginOf(typedAtMs, expiresAtMs) },
    isSmsLate: !isFailed && smsEndedAtMs !== null && smsEndedAtMs > expiresAtMs,
  }
}

/** As a clock shows it: what passed between two shown times is their difference, whatever the milliseconds were. */
function clockSecondsOf(atMs: number): number {
  return Math.floor(atMs / 1000)
}

function marginOf(typedAtMs: number, expiresAtMs: number): { isLate: boolean; marginSeconds: number } {
  const isLate = typedAtMs > expiresAtMs
  return { isLate, marginSeconds: Math.ceil(Math.abs(typedAtMs - expiresAtMs) / 1000) }
}
