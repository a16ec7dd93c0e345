const WINDOW_MS = 1_000
const CALLERS_MAX = 1_024

/** When each of a caller's last requests was let through, as many as its rate: a ring, the oldest at `next`. */
type Passed = { atMs: Float64Array; next: number; lastMs: number }

/**
 * Lets through at most so many requests of a caller in any one second, wherever that second begins. Only callers whose
 * signature was right are counted, so that nobody can fill the list with invented ones.
 */
export class RequestRate {
  #callers = new Map<string, Passed>()

  /** False when the caller has had its rate within the last second; what is refused does not count. */
  take(caller: string, perSecond: number, nowMs: number): boolean {
    const passed = this.#passedOf(caller, perSecond, nowMs)
    const oldestMs = passed.atMs[passed.next] ?? Number.POSITIVE_INFINITY
    if (oldestMs > nowMs - WINDOW_MS) return false
    passed.atMs[passed.next] = nowMs
    passed.next = (passed.next + 1) % perSecond
    passed.lastMs = nowMs
    return true
  }

  get size(): number {
    return this.#callers.size
  }

  /** A caller starts over when its rate was changed, or when a clock that was set back puts its last request in the future. */
  #passedOf(caller: string, perSecond: number, nowMs: number): Passed {
    const known = this.#callers.get(caller)
    if (known && known.atMs.length === perSecond && known.lastMs <= nowMs + WINDOW_MS) return known
    if (this.#callers.size >= CALLERS_MAX) this.#forgetIdle(nowMs)
    const fresh = { atMs: new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY), next: 0, lastMs: nowMs }
    this.#callers.set(caller, fresh)
    return fresh
  }

  #forgetIdle(nowMs: number): void {
    for (const [caller, { lastMs }] of this.#callers) {
      if (lastMs <= nowMs - WINDOW_MS || lastMs > nowMs + WINDOW_MS) this.#callers.delete(caller)
    }
  }
}
