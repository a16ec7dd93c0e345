import type { RimaStore } from './rima-store.ts'

export const CLOCK_OFF_WARNING_SECONDS = 90

/** The phone's clock plus the offset learnt from the `Date` of the bank's answers. */
export interface BankClock {
  nowMs(): number
  offsetMs(): number
  learn(answer: { date: string | null; sentAtMs: number; receivedAtMs: number }): Promise<void>
}

export async function openBankClock(store: RimaStore): Promise<BankClock> {
  let offsetMs = (await store.read('clock'))?.offsetMs ?? 0
  return {
    nowMs: () => Date.now() + offsetMs,
    offsetMs: () => offsetMs,
    async learn(answer) {
      const learnt = measureOffsetMs(answer)
      if (learnt === null || learnt === offsetMs) return
      offsetMs = learnt
      await store.update('clock', () => ({ offsetMs: learnt }))
    },
  }
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
