/** How much of a second's capacity may be taken at once, after a pause. */
const BURST_SECONDS = 0.05

/** A token bucket: requests a second over time, with so small a burst that a wave does not land as one. */
export class Capacity {
  readonly perSecond: number
  #burst: number
  #tokens: number
  #atMs: number

  constructor(perSecond: number, nowMs: number) {
    this.perSecond = perSecond
    this.#burst = Math.max(1, perSecond * BURST_SECONDS)
    this.#tokens = this.#burst
    this.#atMs = nowMs
  }

  /** False when nothing is left; `waitMs` then says for how long. */
  take(nowMs: number): boolean {
    this.#refill(nowMs)
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** 0 when a request could be taken now. */
  waitMs(nowMs: number): number {
    this.#refill(nowMs)
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) * 1000) / this.perSecond
  }

  #refill(nowMs: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((nowMs - this.#atMs) * this.perSecond) / 1000)
    this.#atMs = nowMs
  }
}
