import { readBankTime } from './api.ts'
import type { RimaEvent } from './machine.ts'
import { connectUnsigned, type Session } from './session.ts'

/** Learns the bank's time from an answer of its own, as from every other. */
export async function setClock(session: Session): Promise<RimaEvent> {
  const answer = await readBankTime(await connectUnsigned(session))
  if (session.clock.doubt() === null) return { type: 'done' }
  return { type: 'refused', refusal: answer.ok ? { code: 'time_untold' } : answer.refusal }
}
