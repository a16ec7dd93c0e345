/** Lines kept at once; callers beyond that share one line. */
const LINES_MAX = 1_024
const FORGOTTEN_AFTER_MS = 1_000
const SWEPT_EVERY_MS = 100
const LANE_WAITING_MAX = 512
const LINE_WAITING_MIN = 4
const TOGETHER = 'together'

export type Waiter = {
  atMs: number
  settle: (verdict: 'admitted' | 'late') => void
  /** Its connection has ended: nobody would read the answer. */
  isGone: () => boolean
}
type ClientQueue = { waiting: Waiter[]; servedAtMs: number }
/** `lineShare` is how many may wait in all lines together before each is held to its share. */
type Times = { doorMs: number; deadlineMs: number; lineShare: number }

/** Those who wait for the same kind of work, each caller in a line of its own. */
export class Lane {
  underWay = 0
  #times: Times
  #lines = new Map<string, ClientQueue>()
  /** The lines that are not empty, and their waiters in order of arrival; some have been admitted already. */
  #busy = new Set<ClientQueue>()
  #arrivals: { line: ClientQueue; waiter: Waiter }[] = []
  #waiting = 0
  #sweptAtMs = 0

  constructor(times: Times) {
    this.#times = times
  }

  get waiting(): number {
    return this.#waiting
  }

  get lines(): number {
    return this.#lines.size
  }

  /** A line that is full, or whose first waiter has waited too long, accepts nobody: other lines are not affected. */
  isClosedTo(name: string, nowMs: number): boolean {
    if (this.#waiting >= LANE_WAITING_MAX) return true
    const line = this.#lines.get(name) ?? this.#lines.get(TOGETHER)
    const [first] = line?.waiting ?? []
    if (!line || !first) return false
    const lineMax = Math.max(LINE_WAITING_MIN, Math.ceil(this.#times.lineShare / this.#busy.size))
    return line.waiting.length >= lineMax || nowMs - first.atMs > this.#times.doorMs
  }

  add(name: string, waiter: Waiter): void {
    const line = this.#lineOf(name, waiter.atMs)
    line.waiting.push(waiter)
    this.#busy.add(line)
    this.#arrivals.push({ line, waiter })
    this.#waiting += 1
  }

  /** The first of the line that was served the longest ago, so that a caller who asks for little hardly waits. */
  takeNext(nowMs: number): Waiter | null {
    for (;;) {
      let next: ClientQueue | null = null
      for (const line of this.#busy) if (next === null || line.servedAtMs < next.servedAtMs) next = line
      const waiter = next && this.#shift(next)
      if (!next || !waiter) return null
      if (!waiter.isGone()) {
        next.servedAtMs = nowMs
        return waiter
      }
      waiter.settle('late')
    }
  }

  refuseLate(nowMs: number): void {
    for (
      let first = this.#first();
      first && nowMs - first.waiter.atMs >= this.#times.deadlineMs;
      first = this.#first()
    ) {
      this.#shift(first.line)?.settle('late')
    }
  }

  nextDeadlineMs(): number {
    return (this.#first()?.waiter.atMs ?? Number.POSITIVE_INFINITY) + this.#times.deadlineMs
  }

  /** The longest waiter, who is also the first of its line. */
  #first(): { line: ClientQueue; waiter: Waiter } | undefined {
    while (this.#arrivals[0] && this.#arrivals[0].line.waiting[0] !== this.#arrivals[0].waiter) this.#arrivals.shift()
    return this.#arrivals[0]
  }

  #shift(line: ClientQueue): Waiter | undefined {
    const waiter = line.waiting.shift()
    if (line.waiting.length === 0) this.#busy.delete(line)
    if (waiter) this.#waiting -= 1
    return waiter
  }

  #lineOf(name: string, nowMs: number): ClientQueue {
    const known = this.#lines.get(name)
    if (known) return known
    if (this.#lines.size >= LINES_MAX) this.#forgetIdle(nowMs)
    const place = this.#lines.size >= LINES_MAX ? TOGETHER : name
    const line = this.#lines.get(place) ?? { waiting: [], servedAtMs: 0 }
    this.#lines.set(place, line)
    return line
  }

  #forgetIdle(nowMs: number): void {
    if (nowMs - this.#sweptAtMs < SWEPT_EVERY_MS) return
    this.#sweptAtMs = nowMs
    for (const [name, line] of this.#lines) {
      if (!this.#busy.has(line) && nowMs - line.servedAtMs > FORGOTTEN_AFTER_MS) this.#lines.delete(name)
    }
  }
}
