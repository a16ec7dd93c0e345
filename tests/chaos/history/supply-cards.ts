import { setTimeout as pause } from 'node:timers/promises'
import { type Card, drawCard, recordOf } from './draw-card.ts'
import { insertCards } from './insert-cards.ts'
import type { Recorder } from './record-history.ts'
import type { Random } from './seeded-random.ts'
import type { Cluster } from './start-cluster.ts'
import { untilDone } from './until-done.ts'

export type Supply = { take: (lane: number) => Promise<Card>; stop: () => Promise<void> }

type Wish = {
  cluster: Cluster
  recorder: Recorder
  random: Random
  clientId: string
  lanes: number
  firstPlace: number
}

const FULL = 14
const LOW = 6

/** Fresh cards for each taker, made in waves straight into the database before they run out. */
export function supplyCards(wish: Wish): Supply {
  const queues: Card[][] = Array.from({ length: wish.lanes }, () => [])
  const randoms = queues.map((_, lane) => wish.random.fork(`cards of ${lane}`))
  let place = wish.firstPlace
  let isStopped = false
  let failure: unknown = null
  const drawFor = (lane: number): Card => {
    const random = randoms[lane] ?? wish.random
    const hasApp = random.chance(40)
    const smsCodes = hasApp && random.chance(60) ? 0 : 3
    return drawCard(wish.cluster.keys, random, { place: place++, smsCodes, hasApp })
  }
  const working = (async () => {
    while (!isStopped) {
      if (queues.some((queue) => queue.length < LOW)) await makeWave(wish, queues, drawFor)
      await pause(30)
    }
  })().catch((error: unknown) => {
    failure = error
  })
  return {
    take: async (lane) => {
      for (;;) {
        const card = queues[lane]?.shift()
        if (card) return card
        if (failure) throw failure
        await pause(20)
      }
    },
    stop: async () => {
      isStopped = true
      await working
    },
  }
}

async function makeWave({ cluster, recorder, clientId }: Wish, queues: Card[][], drawFor: (lane: number) => Card) {
  const wave = queues.map((queue, lane) => Array.from({ length: FULL - queue.length }, () => drawFor(lane)))
  const cards = wave.flat()
  if (cards.length === 0) return
  const versions = await untilDone(() => insertCards(cluster.owner, { keys: cluster.keys, cards, clientId }))
  for (const card of cards) recorder.card(recordOf(card, versions.get(card.guardId) ?? 0))
  for (const [lane, made] of wave.entries()) queues[lane]?.push(...made)
}
