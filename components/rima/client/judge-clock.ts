/** Why the bank's time is not known any more; `unproved`: an offset that nothing has confirmed since it was learnt. */
export type ClockDoubt = 'went-back' | 'jumped-ahead' | 'unproved'

/** Kept on the phone: what was learnt, and the latest time the phone's clock has shown since. Older stores have the offset alone. */
export interface ClockRecord {
  offsetMs: number
  seenMs?: number
  doubt?: ClockDoubt | null
}

/** The phone's clock and the page's monotonic one, read together. */
export interface ClockLook {
  wallMs: number
  monoMs: number
}

/** `movedMs`: by how much the phone's clock has moved against the monotonic one since the bank's time was last learnt. */
export interface ClockState {
  offsetMs: number
  doubt: ClockDoubt | null
  movedMs: number
}

/** Half a step of 60 seconds: with less a code is at most one step off, which the bank bears. */
export const MOVED_MS_MAX = 30_000
/** A whole step: an offset up to here may have lost its cause and the code is still one that the bank bears. */
export const UNPROVED_OFFSET_MS_MAX = 60_000

/** The app starts: no monotonic clock reaches back to the last time, so a large offset is not taken on trust. */
export function judgeStart(record: ClockRecord | undefined, wallMs: number): ClockState {
  const { offsetMs = 0, seenMs = Number.NEGATIVE_INFINITY, doubt = null } = record ?? {}
  if (doubt === 'went-back' || doubt === 'jumped-ahead') return { offsetMs: 0, doubt, movedMs: 0 }
  if (wallMs < seenMs - MOVED_MS_MAX) return { offsetMs: 0, doubt: 'went-back', movedMs: 0 }
  return { offsetMs, doubt: isLarge(offsetMs) ? 'unproved' : null, movedMs: 0 }
}

/**
 * Two looks of one page. A phone's sleep stops the monotonic clock of some platforms, never turns the wall clock back: time
 * gained while the page was out of sight proves nothing, and leaves a large offset unproved. A moved clock has no offset.
 */
export function judgeLook(
  state: ClockState,
  { before, now, mayHaveSlept }: { before: ClockLook; now: ClockLook; mayHaveSlept: boolean },
): ClockState {
  if (state.doubt === 'went-back' || state.doubt === 'jumped-ahead') return state
  const changeMs = now.wallMs - before.wallMs - (now.monoMs - before.monoMs)
  if (mayHaveSlept && changeMs > 0) {
    const doubt = changeMs > MOVED_MS_MAX && isLarge(state.offsetMs) ? 'unproved' : state.doubt
    return { ...state, doubt }
  }
  const movedMs = state.movedMs + changeMs
  if (movedMs < -MOVED_MS_MAX) return { offsetMs: 0, doubt: 'went-back', movedMs }
  if (movedMs > MOVED_MS_MAX) return { offsetMs: 0, doubt: 'jumped-ahead', movedMs }
  return { ...state, movedMs }
}

function isLarge(offsetMs: number): boolean {
  return Math.abs(offsetMs) > UNPROVED_OFFSET_MS_MAX
}
