/** Lines that are remembered at once; whoever comes beyond that stands in one line together. */
const LINES_MAX = 1_024
const FORGOTTEN_AFTER_MS = 1_000
const LANE_WAITING_MAX = 512
const LINE_WAITING_MIN = 4
const TOGETHER = 'together'

export type Waiter = {
  atMs: number
  settle: (verdict: 'admitted' | 'late') => void
  /** Its connection has ended: nobody would read the answer. */
  isGone: () => boolean
}
type Line = { waiting: Waiter[]; servedAtMs: number }
/** `lineShare` is how many may wait in all lines together before each is held to its share. */
type Times = { doorMs: number; deadlineMs: number; lineShare: number }

/** Those who wait for the same kind of work, each caller in a line of its own. */
export class Lane {
  #times: Times
  #lines = new Map<string, Line>()
  waiting = 0
  underWay = 0

  constructor(times: Times) {
    this.#times = times
  }

  /** A line whose first has waited too long already, or that is full, takes no more: the others have theirs. */
  isClosedTo(name: string, nowMs: number): boolean {
    if (this.waiting >= LANE_WAITING_MAX) return true
    const line = this.#lines.get(name) ?? this.#lines.get(TOGETHER)
    const [first] = line?.waiting ?? []
    if (!line || !first) return false
    return line.waiting.length >= this.#lineMax() || nowMs - first.atMs > this.#times.doorMs
  }

  add(name: string, waiter: Waiter): void {
    this.#lineOf(name, waiter.atMs).waiting.push(waiter)
    this.waiting += 1
  }

  /** The first of the line that was served the longest ago, so that who asks for little hardly waits. */
  takeNext(nowMs: number): Waiter | null {
    for (;;) {
      let next: Line | null = null
      for (const line of this.#lines.values()) {
        if (line.waiting.length > 0 && (next === null || line.servedAtMs < next.servedAtMs)) next = line
      }
      const waiter = next?.waiting.shift()
      if (!next || !waiter) return null
      this.waiting -= 1
      if (waiter.isGone()) waiter.settle('late')
      else {
        next.servedAtMs = nowMs
        return waiter
      }
    }
  }

  refuseLate(nowMs: number): void {
    if (this.waiting === 0) return
    for (const { waiting } of this.#lines.values()) {
      while (waiting[0] && nowMs - waiting[0].atMs >= this.#times.deadlineMs) {
        this.waiting -= 1
        waiting.shift()?.settle('late')
      }
    }
  }

  nextDeadlineMs(): number {
    const firsts = [...this.#lines.values()].map(({ waiting }) => waiting[0]?.atMs ?? Number.POSITIVE_INFINITY)
    return Math.min(Number.POSITIVE_INFINITY, ...firsts) + this.#times.deadlineMs
  }

  #lineMax(): number {
    const lines = [...this.#lines.values()].filter(({ waiting }) => waiting.length > 0).length
    return Math.max(LINE_WAITING_MIN, Math.ceil(this.#times.lineShare / Math.max(1, lines)))
  }

  #lineOf(name: string, nowMs: number): Line {
    const known = this.#lines.get(name)
    if (known) return known
    if (this.#lines.size >= LINES_MAX) this.#forgetIdle(nowMs)
    const place = this.#lines.size >= LINES_MAX ? TOGETHER : name
    const line = this.#lines.get(place) ?? { waiting: [], servedAtMs: 0 }
    this.#lines.set(place, line)
    return line
  }

  #forgetIdle(nowMs: number): void {
    for (const [name, { waiting, servedAtMs }] of this.#lines) {
      if (waiting.length === 0 && nowMs - servedAtMs > FORGOTTEN_AFTER_MS) this.#lines.delete(name)
    }
  }
}
