import type { Card } from './draw-card.ts'
import { type Client, prepare, sendUntilKnown, type Typed } from './present-code.ts'
import type { Random } from './seeded-random.ts'
import { currentStep, present, typedApp, typedSms, typedWrong } from './work-on-card.ts'

const LATE_MS = 400
const CARDS_AT_ONCE = 3

export type Contests = { join: (client: Client) => Promise<void> }
type Contest = { name: string; typed: Typed; areTwins: boolean }
type Gathering = { joined: number; contest: Promise<Contest>; start: () => void }
type Pool = { random: Random; takeCard: () => Promise<Card>; open: { card: Card; taken: number }[] }

/**
 * Several clients at once present the same code of a card that belongs to none of them, at both servers; two of them may
 * do so under one request id. Anyone who comes late is not waited for long.
 */
export function openContests(pool: Pool, size: number): Contests {
  let gathering: Gathering | null = null
  let round = 0
  const gather = (): Gathering => {
    const { promise: begun, resolve: start } = Promise.withResolvers<void>()
    const name = `contest-${pool.random.below(1_000_000)}-${round++}`
    const limit = setTimeout(start, LATE_MS)
    const contest = begun.then(async () => {
      clearTimeout(limit)
      gathering = null
      return { name, typed: await takeCode(pool), areTwins: pool.random.chance(40) }
    })
    return { joined: 0, contest, start }
  }
  const join = async (client: Client): Promise<void> => {
    gathering ??= gather()
    const mine = gathering
    const place = mine.joined++
    if (mine.joined === size) mine.start()
    await compete(client, place, await mine.contest)
  }
  return { join }
}

async function compete(client: Client, place: number, { name, typed, areTwins }: Contest): Promise<void> {
  const { random } = client
  if (random.chance(10)) return await present(client, typedWrong(client, typed.card))
  const isTwin = areTwins && place < 2
  const sent = prepare(client, typed, isTwin ? name : undefined)
  await sendUntilKnown(client, sent, isTwin ? place : random.below(2))
  if (random.chance(25)) await present(client, typed)
}

/** A code that no contest was about before, of one of the few cards contested at the moment. */
async function takeCode(pool: Pool): Promise<Typed> {
  while (pool.open.length < CARDS_AT_ONCE) pool.open.push({ card: await pool.takeCard(), taken: 0 })
  const contested = pool.random.pick(pool.open)
  const { card, taken } = contested
  contested.taken += 1
  const last = card.codes.length + (card.app ? 1 : 0)
  if (contested.taken >= last) pool.open.splice(pool.open.indexOf(contested), 1)
  const code = card.codes[taken]
  if (code) return typedSms(card, code, pool.random.chance(50))
  if (card.app) return typedApp(card, card.app, currentStep())
  return await takeCode(pool)
}
