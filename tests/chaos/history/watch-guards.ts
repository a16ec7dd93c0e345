import { setTimeout as pause } from 'node:timers/promises'
import { lookAtGuards } from './read-final-tables.ts'
import type { Recorder } from './record-history.ts'
import type { Cluster } from './start-cluster.ts'

const EVERY_MS = 400
const SENDINGS = 600

/** Looks at the guards of the latest presentations again and again, across crashes; a look that fails shows nothing. */
export async function watchGuards({ owner }: Cluster, recorder: Recorder, isOver: () => boolean): Promise<void> {
  const { presentations, attempts } = recorder.history
  const versions = new Map<string, number>()
  while (!isOver()) {
    const guardIds = attempts.slice(-SENDINGS).map(({ requestId }) => presentations.get(requestId)?.guardId ?? '')
    const seen = await lookAtGuards(owner, [...new Set(guardIds)]).catch(() => [])
    for (const look of seen) {
      if (versions.get(look.guardId) === look.version) continue
      versions.set(look.guardId, look.version)
      recorder.looks(look)
    }
    await pause(EVERY_MS)
  }
}
