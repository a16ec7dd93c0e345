import { setTimeout as pause } from 'node:timers/promises'
import type { Fault, FaultProxy } from '#tests/harness/fault-proxy.ts'
import type { Random } from './seeded-random.ts'
import type { Cluster } from './start-cluster.ts'
import { untilDone } from './until-done.ts'

type Victim = 'postgres' | 'channel-0' | 'channel-1'
type Place = 'clients-0' | 'clients-1' | 'database-0' | 'database-1'
export type Disturbance =
  | { kind: 'kill'; victim: Victim }
  | { kind: 'cut'; at: Place }
  | { kind: 'fault'; fault: Fault; at: Place; lastsMs: number }

const victims: Victim[] = ['channel-0', 'postgres', 'channel-1', 'postgres']
const places: Place[] = ['clients-0', 'database-1', 'clients-1', 'database-0']
const BACK_WITHIN_MS = 60_000

/** So many kills and network faults, every kind in turn at every place in turn, in an order that the seed gives. */
export function planDisturbances(random: Random, { kills, faults }: { kills: number; faults: number }): Disturbance[] {
  const planned = Array.from({ length: faults }, (_, n) => drawFault(random, n))
  const gap = planned.length / kills
  for (let kill = kills - 1; kill >= 0; kill--) {
    const victim = victims[kill % victims.length] ?? 'postgres'
    planned.splice(Math.round((kill + 0.5) * gap), 0, { kind: 'kill', victim })
  }
  return planned
}

const FAULT_KINDS = 6

function drawFault(random: Random, n: number): Disturbance {
  // The place moves on by one more each time all kinds had their turn, so that every kind comes to every place.
  const at = places[(n + Math.floor(n / FAULT_KINDS)) % places.length] ?? 'clients-0'
  const direction = random.pick(['up', 'down'] as const)
  const lastsMs = 500 + random.below(1_500)
  const faultAt = (fault: Fault): Disturbance => ({ kind: 'fault', at, lastsMs, fault })
  switch (n % FAULT_KINDS) {
    case 0:
      return { kind: 'cut', at }
    case 1:
      return faultAt({ kind: 'half-open', swallows: random.pick(['up', 'down', 'both'] as const) })
    case 2:
      return faultAt({ kind: 'latency', fixedMs: 5 + random.below(60), jitterMs: random.below(120) })
    case 3:
      return faultAt({ kind: 'cut-inside', direction, bytes: 1 + random.below(1_500) })
    case 4:
      return faultAt({ kind: 'drip', bytes: 64 + random.below(192), everyMs: 2 + random.below(10) })
    default:
      return faultAt({ kind: 'refuse' })
  }
}

export const nameOf = (disturbance: Disturbance): string => {
  if (disturbance.kind === 'kill') return `kill ${disturbance.victim}`
  return disturbance.kind === 'cut' ? 'cut' : disturbance.fault.kind
}

/** Does it and comes back when it is over and everything runs again. */
export async function disturb(cluster: Cluster, disturbance: Disturbance): Promise<void> {
  if (disturbance.kind === 'kill') return await kill(cluster, disturbance.victim)
  const proxy = proxyAt(cluster, disturbance.at)
  if (disturbance.kind === 'cut') return proxy.cut()
  proxy.suffer(disturbance.fault)
  // Those that stand would not notice.
  if (disturbance.fault.kind === 'refuse') proxy.cut()
  await pause(disturbance.lastsMs)
  proxy.suffer(null)
}

function proxyAt({ clientProxies, databaseProxies }: Cluster, at: Place): FaultProxy {
  const [side, place] = at.split('-')
  const proxy = (side === 'clients' ? clientProxies : databaseProxies)[Number(place)]
  if (!proxy) throw new Error(`no proxy stands at ${at}`)
  return proxy
}

async function kill(cluster: Cluster, victim: Victim): Promise<void> {
  const place = victim === 'postgres' ? null : Number(victim.slice(-1))
  const kept = place === null ? cluster.postgres : cluster.channels[place]
  if (!kept) throw new Error(`${victim} does not run`)
  const pid = kept.pid()
  kept.kill()
  await untilDone(async () => {
    const isBack = kept.pid() !== 0 && kept.pid() !== pid
    if (!isBack) throw new Error(`${victim} did not come back`)
    await cluster.owner.query('SELECT')
    for (const each of cluster.channels.keys()) {
      if (!(await cluster.isReady(each))) throw new Error(`channel server ${each} is not ready after ${victim} died`)
    }
  }, BACK_WITHIN_MS)
}
