import { join } from 'node:path'
import pg from 'pg'
import { randomSecret, readOrCreateSecrets } from '../keys/secret-file.ts'
import { deployMigrations } from './deploy-migrations.ts'
import { restrictFunctions } from './restrict-functions.ts'

export const databaseRoles = ['owner', 'web', 'channel', 'worker'] as const
export type DatabaseRole = (typeof databaseRoles)[number]
export type RolePasswords = Record<DatabaseRole, string>
export type RoleUrls = Record<DatabaseRole, string>

type Preparation = { administratorUrl: string; databaseName: string; dataFolder: string }

/**
 * Makes the four roles, the database and its extensions, and applies the migrations as owner.
 * `administratorUrl` may create roles and databases. Safe to repeat.
 */
export async function prepareDatabase({ administratorUrl, databaseName, dataFolder }: Preparation): Promise<RoleUrls> {
  const passwords = readRolePasswords(dataFolder)
  await withClient(administratorUrl, async (client) => {
    for (const role of databaseRoles) await makeRole({ client, role, password: passwords[role] })
    await makeDatabase({ client, databaseName })
    await restrictDatabase({ client, databaseName })
  })
  await withClient(urlOfDatabase(administratorUrl, databaseName), async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC')
    await client.query('GRANT USAGE ON SCHEMA public TO ramzban_web, ramzban_channel, ramzban_worker')
    if (await isSuperuser(client)) await restrictFunctions(client)
    await checkPersianTrigrams(client)
  })
  const urls = urlsOfRoles({ administratorUrl, databaseName, passwords })
  await deployMigrations(urls.owner)
  return urls
}

export function readRolePasswords(dataFolder: string): RolePasswords {
  return readOrCreateSecrets(join(dataFolder, 'secrets', 'database.json'), () => ({
    owner: randomSecret(),
    web: randomSecret(),
    channel: randomSecret(),
    worker: randomSecret(),
  }))
}

/** Only the four roles may connect; a copy made from a template needs this again. */
export async function restrictDatabase({
  client,
  databaseName,
}: {
  client: pg.Client
  databaseName: string
}): Promise<void> {
  const database = pg.escapeIdentifier(databaseName)
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${databaseRoles.map(nameOfRole).join(', ')}`)
}

type Urls = { administratorUrl: string; databaseName: string; passwords: RolePasswords }

export function urlsOfRoles({ administratorUrl, databaseName, passwords }: Urls): RoleUrls {
  const urlOf = (role: DatabaseRole): string => {
    const url = new URL(urlOfDatabase(administratorUrl, databaseName))
    url.username = nameOfRole(role)
    url.password = passwords[role]
    return url.href
  }
  return { owner: urlOf('owner'), web: urlOf('web'), channel: urlOf('channel'), worker: urlOf('worker') }
}

/** The database that an administrator's address names, `ramzban` where it names none. */
export function databaseNameOf(url: string): string {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  return name === '' || name === 'postgres' ? 'ramzban' : name
}

export function urlOfDatabase(serverUrl: string, databaseName: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${databaseName}`
  return url.href
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function nameOfRole(role: DatabaseRole): string {
  return `ramzban_${role}`
}

async function makeRole({
  client,
  role,
  password,
}: {
  client: pg.Client
  role: DatabaseRole
  password: string
}): Promise<void> {
  const name = nameOfRole(role)
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER'
  await client.query(
    `${verb} ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${pg.escapeLiteral(password)}`,
  )
  if (role === 'owner') return await letOwnerEndSessions(client)
  // A role may set its own settings: what it made of them is over with the next start.
  await client.query(`ALTER ROLE ${name} RESET ALL`)
  // An open transaction anywhere holds back the sealing of audit events.
  await client.query(`ALTER ROLE ${name} SET transaction_timeout = '10s'`)
  await client.query(`ALTER ROLE ${name} SET idle_in_transaction_session_timeout = '5s'`)
  if (role === 'web') await restrictWeb(client)
  if (role !== 'channel') return
  // A statement planned once while its tables were small would scan them for as long as its connection lives; and one
  // that names its months by parameters would look cheaper replanned each time than it is.
  await client.query(`ALTER ROLE ${name} SET enable_seqscan = off`)
  await client.query(`ALTER ROLE ${name} SET plan_cache_mode = force_generic_plan`)
}

// Its pools have room in it, and the other processes beside it.
const WEB_CONNECTIONS_MAX = 30

/** A role can override its own settings, except for the number of its connections and the size of its temporary files. */
async function restrictWeb(client: pg.Client): Promise<void> {
  await client.query(`ALTER ROLE ramzban_web CONNECTION LIMIT ${WEB_CONNECTIONS_MAX}`)
  await client.query('ALTER ROLE ramzban_web SET default_transaction_read_only = on')
  await client.query(`ALTER ROLE ramzban_web SET statement_timeout = '10s'`)
  if (await isSuperuser(client)) await client.query(`ALTER ROLE ramzban_web SET temp_file_limit = '256MB'`)
}

/** So that `end_overstays` sees and ends sessions that last too long, whatever they set for themselves. */
async function letOwnerEndSessions(client: pg.Client): Promise<void> {
  if (await isSuperuser(client)) await client.query('GRANT pg_read_all_stats, pg_signal_backend TO ramzban_owner')
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')
  return rows[0].rolsuper
}

async function makeDatabase({ client, databaseName }: { client: pg.Client; databaseName: string }): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
  if (rowCount) return
  if (!(await isSuperuser(client))) await client.query('GRANT ramzban_owner TO CURRENT_USER')
  await client.query(
    `CREATE DATABASE ${pg.escapeIdentifier(databaseName)} OWNER ramzban_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
  )
}

async function checkPersianTrigrams(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`SELECT cardinality(show_trgm('رمزبان')) AS trigrams`)
  if (rows[0].trigrams > 0) return
  throw new Error(
    'This database finds no trigrams in Persian words, so names could not be searched: its LC_CTYPE must be a UTF-8 locale such as C.UTF-8.',
  )
}
