import { withClient } from '../../../scripts/prepare-database.ts'
import { projectRoot } from '../../../scripts/project-root.ts'
import { type Break, breakProduct } from './break-product.ts'
import type { Disturbance } from './disturb-cluster.ts'
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

export type DeliberateBreak = {
  name: string
  /** Makes the two channel servers wrong; answers how to make good again what outlives them. */
  make: (cluster: Cluster) => Promise<() => Promise<void>>
  disturbances: readonly Disturbance[]
}

const bySource = (one: Break): DeliberateBreak => ({
  name: one.name,
  disturbances: [],
  make: async (cluster) => {
    const { root, remove } = breakProduct(one)
    await cluster.runFrom(root)
    return async () => remove()
  },
})

const setCommits = ({ superuserUrl }: Cluster, value: 'on' | 'off'): Promise<void> =>
  withClient(superuserUrl, async (client) => {
    await client.query(`ALTER ROLE ramzban_channel SET synchronous_commit = ${value}`)
  })

const answersBeforeDurable: DeliberateBreak = {
  name: 'answers given before they are durable',
  disturbances: Array.from({ length: 6 }, () => ({ kind: 'kill', victim: 'postgres' })),
  make: async (cluster) => {
    await setCommits(cluster, 'off')
    await cluster.runFrom(projectRoot)
    return () => setCommits(cluster, 'on')
  },
}

export const firstBreak: DeliberateBreak = bySource(withoutVersion)
export const deliberateBreaks: readonly DeliberateBreak[] = [
  firstBreak,
  bySource(withoutTimeStep),
  answersBeforeDurable,
]
