import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Settings } from '../run/settings.ts'
import { explainUnreachable, findUnreachable } from './unreachable.ts'

export type Ids = { uid: number; gid: number }
export const separated = ['postgres', 'channel', 'worker', 'web'] as const
export type Separated = (typeof separated)[number]
/** `planned` are the users of the processes where each has its own; `whyShared` says why they do not. */
export type ProcessUsers = { planned: Record<Separated, Ids>; whyShared: string | undefined }

/** Below what systemd gives to services by itself (61184–65519), above what people and packages get. */
export const defaultUidBase = 61_001

type UserSettings = Pick<Settings, 'uidBase' | 'dataFolder' | 'demo' | 'oneUidAccepted' | 'webPort' | 'channelPort'>

/**
 * A user of its own for each process, where root starts them and others can reach what they run.
 * @throws Error when one user is shared outside the demo without explicit consent, and when a user id is already taken
 */
export function planProcessUsers(wish: UserSettings): ProcessUsers {
  const { uidBase, demo, oneUidAccepted } = wish
  const planned = plannedUsers(uidBase)
  const whyShared = isRoot() ? whyUnreachable(wish, planned) : 'it was not started as root'
  if (whyShared && !demo && !oneUidAccepted) throw new Error(refusalOf(whyShared))
  if (whyShared === undefined) {
    requireNobodys(planned)
    requireOpenPorts(wish)
  }
  return { planned, whyShared }
}

export function plannedUsers(uidBase: number): ProcessUsers['planned'] {
  const idsOf = (place: number): Ids => ({ uid: uidBase + place, gid: uidBase + place })
  return { postgres: idsOf(0), channel: idsOf(1), worker: idsOf(2), web: idsOf(3) }
}

/** The user that a process runs as; undefined: its starter's. */
export function idsOf({ planned, whyShared }: ProcessUsers, name: Exclude<Separated, 'postgres'>): Ids | undefined {
  return whyShared === undefined ? planned[name] : undefined
}

export function describeSharing(whyShared: string): string {
  const apart = isRoot() ? 'Web, channel and worker all run as root' : 'All processes run as one user'
  return `${apart}, because ${whyShared}: whoever takes one over can read the keys of the others.`
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

function refusalOf(whyShared: string): string {
  const ways = 'start it as root from folders that other users may enter, or by the units of deploy/ (docs/operations)'
  return `Outside the demo every process needs a user of its own, and all would share one, because ${whyShared}: ${ways}. Who wants one user for all nevertheless says RAMZBAN_ONE_UID=accepted.`
}

function whyUnreachable({ dataFolder }: UserSettings, planned: ProcessUsers['planned']): string | undefined {
  for (const ids of Object.values(planned)) {
    const found = findUnreachable(ids, dataFolder)
    if (found) return explainUnreachable(found, ids.uid)
  }
  return undefined
}

/** An existing user or group of this machine must not come to own keys. */
function requireNobodys(planned: ProcessUsers['planned']): void {
  const numbers = Object.values(planned).map(({ uid }) => String(uid))
  const taken = ['passwd', 'group'].flatMap((list) => {
    const { stdout } = spawnSync('getent', [list, ...numbers], { encoding: 'utf8' })
    return (stdout ?? '').split('\n').filter(Boolean)
  })
  const [name, , id] = taken[0]?.split(':') ?? []
  if (name === undefined) return
  throw new Error(
    `The processes need user ids ${numbers[0]}–${numbers.at(-1)}, and ${id} is ${name}’s: set RAMZBAN_UID_BASE.`,
  )
}

function requireOpenPorts({ webPort, channelPort }: UserSettings): void {
  const lowest = readLowestPort()
  for (const [name, port] of Object.entries({ WEB_PORT: webPort, CHANNEL_PORT: channelPort })) {
    if (port >= lowest) continue
    throw new Error(`${name} is ${port}, which root alone may open: give one from ${lowest} on, and a proxy before it.`)
  }
}

function readLowestPort(): number {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'))
  } catch {
    return 1_024
  }
}
