import { Capacity } from '#channel/admission/capacity.ts'
import { Concurrency } from '#channel/admission/concurrency.ts'
import { Lane, type Waiter } from '#channel/admission/lane.ts'

export const laneNames = ['machines', 'app', 'staff'] as const
export type LaneName = (typeof laneNames)[number]
export const verdicts = ['admitted', 'full', 'late'] as const
export type Verdict = (typeof verdicts)[number]

export type AdmissionLimits = {
  /** Null for no cap. */
  requestsPerSecondMax: number | null
  concurrentMax: number
  latencyTargetMs: number
}
type Observe = (seen: { lane: LaneName; verdict: Verdict; waitedMs: number }) => void

/** Of ten calls that are admitted while all lanes are full. */
const weights: Record<LaneName, number> = { machines: 6, app: 2, staff: 2 }
/** Calls under way, as a part of what the machines may have: no lane can take another's. */
const parts: Record<LaneName, number> = { machines: 1, app: 1 / 2, staff: 1 / 4 }

/**
 * Lets as many calls in as are answered within the latency target, and tells the rest at once. What waits is bounded
 * in number and in time; among those who wait every caller has the same share (decision 7).
 */
export class Admission {
  onVerdict: Observe = () => {}
  #nowMs: () => number
  #capacity: Capacity | null
  #concurrency: Concurrency
  #lanes: Record<LaneName, Lane>
  /** Stride scheduling: the lane with waiters that stands lowest is next, and then stands higher by 1 / its weight. */
  #strides: Record<LaneName, number> = { machines: 0, app: 0, staff: 0 }
  #lastStride = 0
  #timer: NodeJS.Timeout | null = null
  #wakeAtMs = 0

  constructor(
    { requestsPerSecondMax, concurrentMax, latencyTargetMs }: AdmissionLimits,
    nowMs = () => performance.now(),
  ) {
    const deadlineMs = latencyTargetMs / 2
    this.#nowMs = nowMs
    this.#capacity = requestsPerSecondMax === null ? null : new Capacity(requestsPerSecondMax, nowMs())
    this.#concurrency = new Concurrency(concurrentMax, latencyTargetMs / 2)
    const lineShare = requestsPerSecondMax === null ? concurrentMax : (requestsPerSecondMax * deadlineMs) / 1000
    const times = { deadlineMs, doorMs: deadlineMs / 2, lineShare }
    this.#lanes = { machines: new Lane(times), app: new Lane(times), staff: new Lane(times) }
  }

  /** Whether anybody waits; only then does it matter who calls. */
  get isPressed(): boolean {
    return laneNames.some((name) => this.#lanes[name].waiting > 0)
  }

  /** Asked before the body is read: a refusal that costs next to nothing. */
  refusesAtDoor(lane: LaneName, line: string): boolean {
    this.#dispatch()
    if (!this.#lanes[lane].isClosedTo(line, this.#nowMs())) return false
    this.onVerdict({ lane, verdict: 'full', waitedMs: 0 })
    return true
  }

  /** `admitted` must be followed by `leave`; anything else was refused. The line is asked for only if one must wait. */
  async enter(lane: LaneName, lineOf: () => string, isGone: () => boolean): Promise<Verdict> {
    const atMs = this.#nowMs()
    if (!this.isPressed && this.#hasRoom(lane) && this.#takeCapacity(atMs)) {
      this.#lanes[lane].underWay += 1
      this.onVerdict({ lane, verdict: 'admitted', waitedMs: 0 })
      return 'admitted'
    }
    const line = lineOf()
    if (this.refusesAtDoor(lane, line)) return 'full'
    const verdict = await new Promise<Verdict>((settle) => this.#wait(lane, line, { atMs, settle, isGone }))
    this.onVerdict({ lane, verdict, waitedMs: this.#nowMs() - atMs })
    return verdict
  }

  /** `serviceMs` is given for calls of the hot path, whose speed it measures. */
  leave(lane: LaneName, serviceMs: number | null): void {
    this.#lanes[lane].underWay -= 1
    if (serviceMs !== null) this.#concurrency.measure(serviceMs, this.#nowMs())
    this.#dispatch()
  }

  describe(): { limit: number; lanes: { lane: LaneName; waiting: number; underWay: number; lines: number }[] } {
    const lanes = laneNames.map((lane) => {
      const { waiting, underWay, lines } = this.#lanes[lane]
      return { lane, waiting, underWay, lines }
    })
    return { limit: this.#concurrency.limit, lanes }
  }

  #wait(lane: LaneName, line: string, waiter: Waiter): void {
    if (this.#lanes[lane].waiting === 0) this.#strides[lane] = Math.max(this.#strides[lane], this.#lastStride)
    this.#lanes[lane].add(line, waiter)
    this.#dispatch()
  }

  #dispatch(): void {
    if (!this.isPressed) return
    const nowMs = this.#nowMs()
    for (let lane = this.#nextLane(); lane !== null && this.#hasCapacity(nowMs); lane = this.#nextLane()) {
      const waiter = this.#lanes[lane].takeNext(nowMs)
      if (waiter === null) continue
      this.#takeCapacity(nowMs)
      this.#lanes[lane].underWay += 1
      this.#lastStride = this.#strides[lane]
      this.#strides[lane] += 1 / weights[lane]
      waiter.settle('admitted')
    }
    // After a pause of the process those who waited through it are admitted first, as far as there is room.
    for (const name of laneNames) this.#lanes[name].refuseLate(nowMs)
    this.#wakeInTime(nowMs)
  }

  #nextLane(): LaneName | null {
    let next: LaneName | null = null
    for (const name of laneNames) {
      if (this.#lanes[name].waiting === 0 || !this.#hasRoom(name)) continue
      if (next === null || this.#strides[name] < this.#strides[next]) next = name
    }
    return next
  }

  #hasRoom(lane: LaneName): boolean {
    return this.#lanes[lane].underWay < Math.ceil(this.#concurrency.limit * parts[lane])
  }

  #hasCapacity(nowMs: number): boolean {
    return this.#capacity === null || this.#capacity.waitMs(nowMs) === 0
  }

  #takeCapacity(nowMs: number): boolean {
    return this.#capacity === null || this.#capacity.take(nowMs)
  }

  /** When the next may go in, or the next has waited too long. */
  #wakeInTime(nowMs: number): void {
    if (!this.isPressed) return
    const deadlinesMs = laneNames.map((name) => this.#lanes[name].nextDeadlineMs() - nowMs)
    const capacityMs = this.#nextLane() === null ? Number.POSITIVE_INFINITY : (this.#capacity?.waitMs(nowMs) ?? 0)
    const wakeAtMs = nowMs + Math.max(1, Math.ceil(Math.min(...deadlinesMs, capacityMs)))
    if (this.#timer !== null && this.#wakeAtMs <= wakeAtMs) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#wakeAtMs = wakeAtMs
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#dispatch()
    }, wakeAtMs - nowMs)
  }
}
