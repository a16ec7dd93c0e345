/** One batch of the hot path; fewer at once make it slower, not quicker. */
const FLOOR = 64
const WINDOW_MS = 100
const MEASURED_MIN = 16
const SHRINK = 0.75
const GROW = 1 / 32

/**
 * How many calls may be under way at once: `max` while they are answered in time, fewer while their mean takes longer
 * than `serviceMaxMs`, for then more at once only wait for each other.
 */
export class Concurrency {
  readonly max: number
  #serviceMaxMs: number
  #limit: number
  #windowStartMs = 0
  #sumMs = 0
  #count = 0

  constructor(max: number, serviceMaxMs: number) {
    this.max = max
    this.#limit = max
    this.#serviceMaxMs = serviceMaxMs
  }

  get limit(): number {
    return Math.floor(this.#limit)
  }

  /** One call took so long from its admission to its answer. */
  measure(serviceMs: number, nowMs: number): void {
    this.#sumMs += serviceMs
    this.#count += 1
    if (nowMs - this.#windowStartMs < WINDOW_MS || this.#count < MEASURED_MIN) return
    const isSlow = this.#sumMs / this.#count > this.#serviceMaxMs
    const wished = isSlow ? this.#limit * SHRINK : this.#limit + this.max * GROW
    this.#limit = Math.min(this.max, Math.max(Math.min(FLOOR, this.max), wished))
    this.#windowStartMs = nowMs
    this.#sumMs = 0
    this.#count = 0
  }
}
