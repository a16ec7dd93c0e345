import { setTimeout as pause } from 'node:timers/promises'
import { type Contests, openContests } from './contest-codes.ts'
import { type Disturbance, disturb, nameOf } from './disturb-cluster.ts'
import { openSender } from './open-sender.ts'
import { type Client, sendUntilKnown, type World } from './present-code.ts'
import type { Recorder } from './record-history.ts'
import { type Random, seededRandom } from './seeded-random.ts'
import { type Cluster, makeGateway } from './start-cluster.ts'
import { type Supply, supplyCards } from './supply-cards.ts'
import { watchGuards } from './watch-guards.ts'
import { workOnCard } from './work-on-card.ts'

export type Workload = {
  seed: number
  /** The gateway's name, and so the run's. */
  clientId: string
  recorder: Recorder
  clients: number
  disturbances: readonly Disturbance[]
  pauseMs: number
  /** Cards are numbered from here: two runs on one database have none in common. */
  firstPlace: number
  /** Asked again and again after the last disturbance: whether the work may end. */
  isEnough: (answered: number) => boolean
}
export type Figures = { answered: number; disturbances: Record<string, number>; seconds: number }

const GROUP = 8
const CARDS_BETWEEN_CONTESTS = 2
const PATIENCE_MS = 3_000
const REPEATS_MAX = 2_000

/** Clients that use codes while processes are killed and the network fails, until it is enough. */
export async function runWorkload(cluster: Cluster, workload: Workload): Promise<Figures> {
  const { seed, clientId, recorder, clients: count, firstPlace } = workload
  const startedAtMs = Date.now()
  const random = seededRandom(seed)
  let isOver = false
  const world: World = { recorder, answered: new Set(), remembered: [], isOver: () => isOver }
  const clients = await openClients(cluster, { world, random, count, clientId })
  const groups = Math.ceil(count / GROUP)
  const supplied = { cluster, recorder, random: random.fork('cards'), clientId, firstPlace }
  const supply = supplyCards({ ...supplied, lanes: count + groups })
  const contests = openAllContests(random, supply, { groups, firstLane: count })
  const looking = watchGuards(cluster, recorder, world.isOver)
  const working = Promise.all(clients.map((client) => work(client, supply, contests)))
  const disturbances = await disturbUntilEnough(cluster, workload, world)
  isOver = true
  await Promise.all([working, looking])
  await supply.stop()
  await repeatSome(clients, world)
  for (const { sender } of clients) sender.close()
  return { answered: world.answered.size, disturbances, seconds: (Date.now() - startedAtMs) / 1000 }
}

type Opened = { world: World; random: Random; count: number; clientId: string }

async function openClients(cluster: Cluster, { world, random, count, clientId }: Opened): Promise<Client[]> {
  const { signer } = await makeGateway(cluster, clientId)
  const ports = cluster.clientProxies.map(({ port }) => port)
  return Array.from({ length: count }, (_, number) => {
    let drawn = 0
    const drawRequestId = (): string => `${number}-${drawn++}`
    const sender = openSender(ports, signer, PATIENCE_MS)
    return { number, random: random.fork(`client ${number}`), sender, world, drawRequestId }
  })
}

/** Two groups share the cards they contend for, so that different codes of one card meet as well. */
function openAllContests(random: Random, supply: Supply, of: { groups: number; firstLane: number }): Contests[] {
  return Array.from({ length: of.groups }, (_, group) => group).flatMap((group) => {
    if (group % 2 === 1) return []
    const takeCard = () => supply.take(of.firstLane + group)
    const open: Parameters<typeof openContests>[0]['open'] = []
    return [group, group + 1].map((one) => openContests({ random: random.fork(`group ${one}`), takeCard, open }, GROUP))
  })
}

async function work(client: Client, supply: Supply, contests: readonly Contests[]): Promise<void> {
  const { isOver } = client.world
  while (!isOver()) {
    for (let card = 0; card < CARDS_BETWEEN_CONTESTS && !isOver(); card++)
      await workOnCard(client, await supply.take(client.number))
    if (!isOver()) await contests[Math.floor(client.number / GROUP)]?.join(client)
  }
}

async function disturbUntilEnough(cluster: Cluster, workload: Workload, { recorder, answered }: World) {
  const done: Record<string, number> = {}
  for (const disturbance of workload.disturbances) {
    await pause(workload.pauseMs)
    recorder.disturbs(JSON.stringify(disturbance))
    await disturb(cluster, disturbance)
    const name = nameOf(disturbance)
    done[name] = (done[name] ?? 0) + 1
  }
  await pause(workload.pauseMs)
  while (!workload.isEnough(answered.size)) await pause(200)
  return done
}

/** When all is calm: requests of any time once more, and some that were never answered. */
async function repeatSome(clients: readonly Client[], { remembered }: World): Promise<void> {
  const chosen = remembered.slice(-REPEATS_MAX)
  const shares = clients.map((_, place) => chosen.filter((_, at) => at % clients.length === place))
  await Promise.all(
    clients.map(async (client, place) => {
      for (const sent of shares[place] ?? []) await sendUntilKnown(client, sent, client.random.below(2))
    }),
  )
}
