import pg from 'pg'
import { openPool, withTransaction } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import { makeChannelClients, registerBackoffice } from '../../prisma/seed/channel-clients.ts'
import { writeDemoFile } from '../../prisma/seed/demo-files.ts'
import { type DemoOperator, makeOperators } from '../../prisma/seed/operators.ts'
import { type Branch, makeBranches } from '../../prisma/seed/places.ts'
import { seededRandom } from '../../prisma/seed/random.ts'
import { findSeedState, markSeeded, setDemoPolicy, truncateDemo } from '../../prisma/seed/seed-repository.ts'
import { SEED } from '../../prisma/seed/size.ts'
import { learnWords } from './learn-words.ts'
import { loadHistory } from './load-history.ts'
import { loadPeople } from './load-people.ts'
import { openIndexBuilders } from './open-index-builders.ts'
import { MONTHS, planMillion, type Size } from './plan-million.ts'
import { assertSameCatalogue, readCatalogue } from './read-catalogue.ts'

type Wish = {
  superuserUrl: string
  keysFile: string
  dataFolder: string
  size: Size
  nowMs: number
  report: (line: string) => void
}

const BUILDERS = 2
const KNOWN_CARDS_SHOWN = 50

/**
 * Fills a migrated database without customers, as the superuser: triggers rest, and indexes, keys and foreign keys are
 * made after the rows they stand over, which checks them all. Afterwards the schema is the very one it was before.
 */
export async function fillDatabase({ superuserUrl, keysFile, dataFolder, size, nowMs, report }: Wish): Promise<void> {
  const base = await makeBase({ superuserUrl, keysFile, dataFolder, nowMs })
  const plan = planMillion({ size, nowMs, keys: readChannelKeys(keysFile), ...base })
  const client = await connect(superuserUrl)
  const builders = openIndexBuilders(await Promise.all(Array.from({ length: BUILDERS }, () => connect(superuserUrl))))
  try {
    const before = await readCatalogue(client)
    const finishPeople = await loadPeople({ client, plan, builders, report })
    await loadHistory({ client, open: () => connect(superuserUrl), plan, builders, report })
    await finishPeople()
    report('every foreign key holds')
    assertSameCatalogue(before, await readCatalogue(client))
    report('the schema is the one that the migrations made')
    await learnWords(client, nowMs)
    report('words learned')
    await builders.run(await listAnalyses(client))
    report('statistics gathered')
  } finally {
    await builders.close()
    await client.end()
  }
  const known = plan.known.slice(0, KNOWN_CARDS_SHOWN).map(({ pan }) => pan)
  writeDemoFile(dataFolder, 'seeded-cards.json', known)
}

type Base = { branches: Branch[]; operators: DemoOperator[] }

/** Branches, staff and channels as the demo has them, so that the system may be started over this database. */
async function makeBase(wish: Pick<Wish, 'superuserUrl' | 'keysFile' | 'dataFolder' | 'nowMs'>): Promise<Base> {
  const { superuserUrl, keysFile, dataFolder, nowMs } = wish
  const world = { keys: readChannelKeys(keysFile), random: seededRandom(SEED), nowMs, dataFolder }
  const pool = openPool({ connectionString: superuserUrl, max: 1, applicationName: 'seed-million' })
  try {
    if ((await findSeedState(pool)) !== 'empty')
      throw new Error('The database holds customers already: name an empty DATA_DIR.')
    return await withTransaction(pool, async (tx) => {
      await tx.query('SELECT ensure_partitions(3, $1)', [MONTHS - 1])
      await truncateDemo(tx)
      await setDemoPolicy(tx, nowMs)
      const branches = await makeBranches(tx, world)
      const operators = await makeOperators(tx, world, branches)
      const clients = await makeChannelClients(tx, world)
      await registerBackoffice(tx, world, keysFile)
      await markSeeded(tx, nowMs)
      writeDemoFile(dataFolder, 'demo-clients.json', clients)
      writeDemoFile(
        dataFolder,
        'demo-operators.json',
        operators.map(({ username, password, role, branch }) => ({ username, password, role, branch })),
      )
      return { branches, operators }
    })
  } finally {
    await pool.end()
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'seed-million' })
  await client.connect()
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
    SET maintenance_work_mem = '768MB'; SET max_parallel_maintenance_workers = 0`)
  return client
}

async function listAnalyses(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(
    `SELECT 'ANALYZE ' || CASE relkind WHEN 'p' THEN 'ONLY ' ELSE '' END || oid::regclass AS text FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relpages DESC, oid`,
  )
  return rows.map(({ text }) => text)
}
