import { type ClockLook, type ClockSample, findBestSample, keepSamples, sampleOf } from '#domain/otp/clock-sample.ts'
import { type ClockBounds, type ClockReading, type ClockVerdict, judgeClock } from '#domain/otp/clock-skew.ts'
import { inSeconds } from '#server/clock/in-seconds.ts'

/** An instant of this process's wall clock, and whether that very instant may be believed. */
export type ToldTime = { nowMs: number; clock: ClockVerdict }
export type Clock = {
  /** The instant of a request: read once, judged once, so that a jump cannot come between. */
  tell: () => ToldTime
  judge: () => ClockVerdict
  /** Steps of the wall clock that were noticed since the start, whoever shared them. */
  countJumps: () => number
}
export type ClockWatch = Clock & {
  /** Compares with the database once; never fails, for a database that is away says nothing of the clock. */
  look: () => Promise<void>
}
type LogFields = Record<string, unknown>
type ClockWatchOptions = {
  lookAtDatabase: () => Promise<ClockLook>
  bounds: ClockBounds
  log: { warn: (words: LogFields, text: string) => void; info: (words: LogFields, text: string) => void }
  read?: () => ClockReading
}

const REMIND_AFTER_MS = 60_000

/** Watches this process's clock against the database's, and against its own monotonic one between the looks. */
export function watchClock({ lookAtDatabase, bounds, log, read = readClocks }: ClockWatchOptions): ClockWatch {
  let samples: ClockSample[] = []
  let latestMs: number | null = null
  let jumps = 0
  let before: ClockReading | null = null
  const report = reporter(log)

  const judge = (reading: ClockReading): ClockVerdict => {
    const verdict = judgeClock({ sample: findBestSample(samples, reading.monotonicMs), reading, latestMs, bounds })
    if (verdict.state !== 'refused') latestMs = Math.max(latestMs ?? reading.wallMs, reading.wallMs)
    return verdict
  }
  const noticeJump = (now: ClockReading): void => {
    const jumpedMs = before === null ? 0 : now.wallMs - before.wallMs - (now.monotonicMs - before.monotonicMs)
    const doubtMs = now.errorMs + (before?.errorMs ?? 0)
    if (Math.abs(jumpedMs) - doubtMs > bounds.alarmMs) {
      jumps += 1
      log.warn({ alarm: 'clock', jumpedSeconds: inSeconds(jumpedMs) }, 'the wall clock of this machine jumped')
    }
    before = now
  }
  return {
    tell: () => {
      const reading = read()
      return { nowMs: reading.wallMs, clock: judge(reading) }
    },
    judge: () => judge(read()),
    look: async () => {
      const look = await lookAtDatabase().catch(() => null)
      const reading = read()
      noticeJump(reading)
      if (look) samples = keepSamples(samples, sampleOf(look))
      report(judge(reading), reading.monotonicMs)
    },
    countJumps: () => jumps,
  }
}

/** The wall clock between two looks at the monotonic one, so that a pause between them is doubt and not skew. */
function readClocks(): ClockReading {
  const beforeMs = performance.now()
  const wallMs = Date.now()
  const afterMs = performance.now()
  return { wallMs, monotonicMs: (beforeMs + afterMs) / 2, errorMs: (afterMs - beforeMs) / 2 }
}

/** Says each change of state once, and while it is not well again every minute. */
function reporter(log: ClockWatchOptions['log']): (verdict: ClockVerdict, monotonicMs: number) => void {
  let last = 'trusted'
  let saidAtMs = 0
  return ({ state, reason, skewMs, errorMs }, monotonicMs) => {
    const now = reason === null ? state : `${state} ${reason}`
    const isReminder = state !== 'trusted' && monotonicMs - saidAtMs >= REMIND_AFTER_MS
    if (now === last && !isReminder) return
    last = now
    saidAtMs = monotonicMs
    const words = { alarm: 'clock', state, reason, skewSeconds: inSeconds(skewMs), errorSeconds: inSeconds(errorMs) }
    if (state === 'trusted') log.info(words, 'the clock is trusted again')
    else if (state === 'alarmed') log.warn(words, 'the clock is off: served for now')
    else if (reason === 'went_back') log.warn(words, 'the clock was set back: refused until it has caught up')
    else log.warn(words, 'the clock is off: what depends on time is refused')
  }
}
