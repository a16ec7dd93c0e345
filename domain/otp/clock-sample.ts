/**
 * One look at the database's clock, placed on this process's monotonic clock: the database shows monotonic time plus
 * `offsetMs`, give or take `errorMs`. No step of the wall clock spoils it.
 */
export type ClockSample = { takenAtMs: number; offsetMs: number; errorMs: number }
/** `sentMs` and `receivedMs` monotonic, `databaseMs` epoch milliseconds. */
export type ClockLook = { sentMs: number; receivedMs: number; databaseMs: number }

const SAMPLES_MAX = 16
/** Two crystals a thousandth apart would both be broken: what a sample may lose of its worth with its age. */
const DRIFT_PER_MS = 0.001
const READING_ERROR_MS = 1

/** The database looked at its clock somewhere between asking and answer: the middle, give or take half of the way. */
export function sampleOf({ sentMs, receivedMs, databaseMs }: ClockLook): ClockSample {
  const takenAtMs = (sentMs + receivedMs) / 2
  return { takenAtMs, offsetMs: databaseMs - takenAtMs, errorMs: (receivedMs - sentMs) / 2 + READING_ERROR_MS }
}

/** What a sample may be wrong by at a monotonic instant. */
export function errorOfSample({ takenAtMs, errorMs }: ClockSample, atMs: number): number {
  return errorMs + Math.abs(atMs - takenAtMs) * DRIFT_PER_MS
}

/** The newest and the earlier ones it does not contradict: a contradiction says that the database's clock has moved. */
export function keepSamples(kept: readonly ClockSample[], newest: ClockSample): ClockSample[] {
  const standing = kept.filter((sample) => {
    const apartMs = Math.abs(sample.offsetMs - newest.offsetMs)
    return apartMs <= errorOfSample(sample, newest.takenAtMs) + newest.errorMs
  })
  return [...standing, newest].slice(-SAMPLES_MAX)
}

/** The sample that is worth most at a monotonic instant, or null. */
export function findBestSample(samples: readonly ClockSample[], atMs: number): ClockSample | null {
  return samples.reduce<ClockSample | null>(
    (best, sample) => (best === null || errorOfSample(sample, atMs) < errorOfSample(best, atMs) ? sample : best),
    null,
  )
}
