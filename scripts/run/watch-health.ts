import { readFileSync } from 'node:fs'

/** Resolves when the process answers; rejects, or never ends, when it does not. */
export type Probe = () => Promise<unknown>

type HealthWatch = { pid: number; probe: Probe; silenceMaxMs?: number; onSilent: (silentMs: number) => void }

export const askEveryMs = 1_000
/** At the third look since its last answer, a process that waits or was stopped is given up. */
export const silentMaxMs = 2_500
/** One that has the processor, or waits for it, may merely be at its peak. */
export const busyMaxMs = 15_000
export const startMaxMs = 60_000

/** Asks every second; says once that a process has not answered for too long, and stops asking. */
export function watchHealth({ pid, probe, silenceMaxMs = silentMaxMs, onSilent }: HealthWatch): () => void {
  let hasAnswered = false
  let heardAtMs = performance.now()
  let lookedAtMs = heardAtMs
  let isBusy = false
  let isAsking = false
  const ask = async (): Promise<void> => {
    isAsking = true
    const answered = await probe().then(
      () => true,
      () => false,
    )
    isAsking = false
    if (!answered) return
    hasAnswered = true
    isBusy = false
    heardAtMs = performance.now()
  }
  const look = (): void => {
    const nowMs = performance.now()
    // Who was late himself, on a machine that stood still, has not listened either.
    if (nowMs - lookedAtMs > 2 * askEveryMs) heardAtMs = nowMs
    lookedAtMs = nowMs
    isBusy ||= mayBeBusy(pid)
    const limitMs = hasAnswered ? (isBusy ? Math.max(busyMaxMs, silenceMaxMs) : silenceMaxMs) : startMaxMs
    if (nowMs - heardAtMs >= limitMs) {
      clearInterval(timer)
      onSilent(nowMs - heardAtMs)
      return
    }
    if (!isAsking) void ask()
  }
  const timer = setInterval(look, askEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whether its first thread runs or waits for a processor; where that cannot be known it may. */
function mayBeBusy(pid: number): boolean {
  if (process.platform !== 'linux') return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('R')
  } catch {
    return false
  }
}
