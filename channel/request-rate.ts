/** Counts requests by caller within the running second; what is over the caller's rate waits for the next one. */
export class RequestRate {
  #second = 0
  #counts = new Map<string, number>()

  /** False when the caller has used up this second. */
  take(caller: string, perSecond: number, nowMs: number): boolean {
    const second = Math.floor(nowMs / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#counts.clear()
    }
    const count = (this.#counts.get(caller) ?? 0) + 1
    this.#counts.set(caller, count)
    return count <= perSecond
  }
}
