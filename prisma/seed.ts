import { openPool, withTransaction } from '#server/database.ts'
import { whoeverOwns } from '#server/key-file.ts'
import { readChannelKeys } from '#server/keys.ts'
import { bindDemoClients, makeChannelClients, registerBackoffice } from './seed/channel-clients.ts'
import { makeComplaints } from './seed/complaints.ts'
import { makeCrowd } from './seed/crowd.ts'
import { writeDemoFile } from './seed/demo-files.ts'
import { makeHistory } from './seed/history.ts'
import { makeOperators } from './seed/operators.ts'
import { makePersonas } from './seed/personas.ts'
import { makeBranches } from './seed/places.ts'
import { planCrowd } from './seed/plan-crowd.ts'
import { seededRandom } from './seed/random.ts'
import { findSeedState, markSeeded, setDemoPolicy, truncateDemo } from './seed/seed-repository.ts'
import { SEED } from './seed/size.ts'

const dataFolder = process.env.DATA_DIR ?? '.data'
const keysFile = required('CHANNEL_KEYS_FILE')
const pool = openPool({ connectionString: required('OWNER_DATABASE_URL'), max: 2, applicationName: 'ramzban-seed' })

try {
  const state = await findSeedState(pool)
  if (state === 'foreign') {
    throw new Error(
      'The database holds customers that the demo did not make. Unset RAMZBAN_DEMO, or give the demo a database of its own.',
    )
  }
  if (state !== 'seeded') await seed()
  await bindDemoClients(pool, process.env)
} finally {
  await pool.end()
}

/** Everything or nothing: a seed that was interrupted starts over. */
async function seed(): Promise<void> {
  const keys = readChannelKeys(keysFile, whoeverOwns(keysFile))
  const random = seededRandom(SEED)
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000
  const world = { keys, random, nowMs, dataFolder }
  await withTransaction(pool, async (tx) => {
    await tx.query('SELECT ensure_partitions(3, 2)')
    await truncateDemo(tx)
    await setDemoPolicy(tx, nowMs)
    const branches = await makeBranches(tx, world)
    const operators = await makeOperators(tx, world, branches)
    const clients = await makeChannelClients(tx, world)
    await registerBackoffice(tx, world, keysFile)
    const personas = await makePersonas(tx, world, branches, operators)
    const crowd = planCrowd(world, branches)
    await makeCrowd(tx, world, crowd)
    await makeHistory(tx, world, crowd, operators)
    await makeComplaints(tx, world, operators)
    await markSeeded(tx, nowMs)
    writeDemoFile(dataFolder, 'demo-clients.json', clients)
    writeDemoFile(
      dataFolder,
      'demo-operators.json',
      operators.map(({ username, password, role, branch }) => ({ username, password, role, branch })),
    )
    writeDemoFile(dataFolder, 'demo-customers.json', personas)
  })
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: the seed is run by npm start, which sets it`)
  return value
}
