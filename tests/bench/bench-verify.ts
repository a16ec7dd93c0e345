import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import type { Processes } from '#tests/harness/start-processes.ts'
import { inProject } from '../../scripts/project-root.ts'
import { type Figures, measureRound, type Round, summarise } from './measure.ts'
import { type Connection, openConnection } from './open-connection.ts'
import { prepareVerifications, type Signed } from './prepare-verifications.ts'

const CONNECTIONS = 16
const ROUNDS = 5
const ROUND_MS = 3_000
const CARDS = 30_000
const path = '/v1/gateway/verifications'

export type VerifyFigures = { verify: Figures; barePost: Figures; bareWrite: Figures }
type Contender = { name: keyof VerifyFigures; next: (connection: number) => Promise<boolean> }

/** The channel's verification beside a POST with nothing behind it and a bare durable write, turn by turn in one run. */
export async function benchVerify({
  channelUrls: [url = ''],
  owner,
  keys,
  signers,
  superuserUrl,
}: Processes): Promise<VerifyFigures> {
  const waiting = await prepareVerifications(owner, keys, signers.gateway, CARDS)
  const [sample] = waiting
  if (!sample) throw new Error('no request to send')
  const bare = await startBareServer()
  const [toChannel, toBare] = [url, bare.url].map((to) => Array.from({ length: CONNECTIONS }, () => openConnection(to)))
  const writers = await openWriters(superuserUrl)
  const contenders: Contender[] = [
    { name: 'verify', next: (connection) => verifyNext(toChannel?.[connection], waiting) },
    { name: 'barePost', next: (connection) => post(toBare?.[connection], sample) },
    { name: 'bareWrite', next: (connection) => write(writers[connection], connection) },
  ]
  const rounds: Record<keyof VerifyFigures, Round[]> = { verify: [], barePost: [], bareWrite: [] }
  for (const { next } of contenders) await measureRound(CONNECTIONS, 1_500, next)
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, next } of contenders) rounds[name].push(await measureRound(CONNECTIONS, ROUND_MS, next))
  }
  for (const connection of [...(toChannel ?? []), ...(toBare ?? [])]) connection.close()
  await Promise.all(writers.map((writer) => writer.end()))
  bare.child.kill('SIGTERM')
  if (waiting.length === 0) throw new Error(`The ${CARDS} prepared codes were used up: raise CARDS`)
  return {
    verify: summarise(rounds.verify),
    barePost: summarise(rounds.barePost),
    bareWrite: summarise(rounds.bareWrite),
  }
}

async function verifyNext(connection: Connection | undefined, waiting: Signed[]): Promise<boolean> {
  const signed = waiting.pop()
  if (!signed || !connection) return false
  const answer = await connection.post(path, signed.headers, signed.body)
  if (!answer.includes('"outcome":"accepted"')) throw new Error(`A right code was refused: ${answer}`)
  return true
}

async function post(connection: Connection | undefined, { headers, body }: Signed): Promise<boolean> {
  await connection?.post(path, headers, body)
  return true
}

async function startBareServer(): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [inProject('tests/bench/bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (!child.stdout) throw new Error('The bare server says nothing')
  const [line] = await once(child.stdout, 'data')
  return { url: String(line).trim(), child }
}

const bareWrite = {
  name: 'bare_write',
  text: `WITH u AS (UPDATE bench_counter SET n = n + 1 WHERE id = $1 RETURNING id)
         INSERT INTO bench_row (id, at, text) SELECT id, now(), repeat('x', 200) FROM u`,
}

async function openWriters(superuserUrl: string): Promise<pg.Client[]> {
  const writers = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: superuserUrl }))
  await Promise.all(writers.map((writer) => writer.connect()))
  await writers[0]?.query(`CREATE TABLE bench_counter (id int PRIMARY KEY, n int); CREATE TABLE bench_row (id int, at timestamptz, text text);
    INSERT INTO bench_counter SELECT i, 0 FROM generate_series(0, 9999) i`)
  return writers
}

async function write(writer: pg.Client | undefined, connection: number): Promise<boolean> {
  const id = connection * 600 + Math.floor(Math.random() * 600)
  await writer?.query({ ...bareWrite, values: [id] })
  return true
}
