import { type ClockDoubt, type ClockLook, judgeLook, judgeStart } from './judge-clock.ts'
import type { RimaStore } from './rima-store.ts'

export const CLOCK_OFF_WARNING_SECONDS = 90
const KEEP_EVERY_MS = 15_000

/** The phone's clock plus the offset learnt from the `Date` of the bank's answers, and whether that can be relied on. */
export interface BankClock {
  nowMs(): number
  offsetMs(): number
  doubt(): ClockDoubt | null
  /** Compares the phone's clock with the monotonic one since the last look; `mayHaveSlept`: the page was out of sight. */
  look(mayHaveSlept: boolean): void
  learn(answer: { date: string | null; sentAtMs: number; receivedAtMs: number }): Promise<void>
}

export async function openBankClock(store: RimaStore, readLook: () => ClockLook = lookNow): Promise<BankClock> {
  const record = await store.read('clock')
  let before = readLook()
  let state = judgeStart(record, before.wallMs)
  let keptMs = Number.NEGATIVE_INFINITY
  const keep = (): Promise<unknown> => {
    keptMs = before.monoMs
    const { offsetMs, doubt } = state
    const seenMs = before.wallMs
    const isMoved = doubt === 'went-back' || doubt === 'jumped-ahead'
    return store.update('clock', (old) => ({
      offsetMs,
      doubt: isMoved ? doubt : null,
      seenMs: isMoved ? (old?.seenMs ?? seenMs) : seenMs,
    }))
  }
  return {
    nowMs: () => readLook().wallMs + state.offsetMs,
    offsetMs: () => state.offsetMs,
    doubt: () => state.doubt,
    look(mayHaveSlept) {
      const now = readLook()
      const judged = judgeLook(state, { before, now, mayHaveSlept })
      const isNews = judged.doubt !== state.doubt
      state = judged
      before = now
      if (isNews || mayHaveSlept || now.monoMs - keptMs >= KEEP_EVERY_MS) void keep().catch(() => undefined)
    },
    async learn(answer) {
      const learnt = measureOffsetMs(answer)
      if (learnt === null) return
      const isNews = learnt !== state.offsetMs || state.doubt !== null
      state = { offsetMs: learnt, doubt: null, movedMs: 0 }
      before = readLook()
      if (isNews) await keep()
    },
  }
}

function lookNow(): ClockLook {
  return { wallMs: Date.now(), monoMs: performance.now() }
}

/** `Date` has whole seconds and the way takes time: below three seconds there is nothing to correct. */
export function measureOffsetMs({
  date,
  sentAtMs,
  receivedAtMs,
}: {
  date: string | null
  sentAtMs: number
  receivedAtMs: number
}): number | null {
  const serverMs = date === null ? Number.NaN : Date.parse(date)
  const travelMs = receivedAtMs - sentAtMs
  if (Number.isNaN(serverMs) || travelMs < 0 || travelMs > 10_000) return null
  const offsetMs = Math.round(serverMs + 500 - (sentAtMs + travelMs / 2))
  return Math.abs(offsetMs) < 3_000 ? 0 : offsetMs
}
