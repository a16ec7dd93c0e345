import { type Break, breakProduct } from './break-product.ts'
import type { Cluster } from './start-cluster.ts'

/** The condition that lets only one of two deciders write: without it both do. */
export const withoutVersion: Break = {
  name: 'the conditional update without its condition',
  replacements: [
    { find: '("guardId", version)', by: '("guardId", (SELECT k.version FROM guard k WHERE k.id = "guardId"))' },
    { find: 'guard.version = h.version', by: 'true' },
  ],
}

/** The next presentation of an app code is decided without knowing of the last acceptance. */
const withoutTimeStep: Break = {
  name: 'the used-up time step not kept',
  replacements: [{ find: 'last_time_step = p."lastTimeStep"', by: 'last_time_step = a.last_time_step' }],
}

export const deliberateBreaks: readonly Break[] = [withoutVersion, withoutTimeStep]

/** Runs both channel servers from a copy with this break; answers how to clear the copy away. */
export async function runBroken(cluster: Cluster, one: Break): Promise<() => void> {
  const { root, remove } = breakProduct(one)
  await cluster.runFrom(root)
  return remove
}
