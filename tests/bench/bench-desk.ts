import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lookUpCard } from '#server/cards/look-up-card.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { panFingerprint } from '#server/keys.ts'
import { Pan } from '#server/pan.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { benchCustomerPage } from './bench-customer-page.ts'
import { type Lookup, lookups } from './desk-lookups.ts'
import { drawExamples, drawSamples, type Example } from './draw-examples.ts'
import { nameMachine } from './name-machine.ts'
import { type Million, openMillion, warmFiles } from './open-million.ts'
import { print } from './print-table.ts'
import { type Times, timeByTurns } from './time-by-turns.ts'

const SAMPLES = 300
const WARM = 20
const COUNT = 2 * (SAMPLES + WARM)
const TIMES_MAX = 3
const OVER_MS = 10
const wholeNumber: Lookup = {
  kind: 'card, whole number',
  examples: '',
  bare: `SELECT k.id, k.name, k.customer_number, k.national_id, k.mobile, k.branch_id FROM card_fingerprint f
    JOIN card c ON c.id = f.card_id JOIN customer k ON k.id = c.customer_id WHERE f.fingerprint = decode($1, 'hex')`,
}

/**
 * Each kind of search at the use case, session check and audit row included, beside the barest statement that finds the
 * same, and the opening of a customer; on a seeded database. Answers whether every gate holds. A word chooses kinds.
 */
export async function benchDesk(word = ''): Promise<boolean> {
  const million = await openMillion()
  try {
    print(`Machine: ${await nameMachine(million.owner)}`)
    print(await countRows(million))
    await drawSamples(million.superuser)
    warmFiles(million)
    const held = await benchSearches(million, word)
    return 'customer page'.includes(word) ? (await benchCustomerPage(million)) && held : held
  } finally {
    await million.close()
  }
}

async function benchSearches(million: Million, word: string): Promise<boolean> {
  print(`\nSearches by a clerk, ${SAMPLES} of each, by turns with the bare statement on one connection, ms`)
  print('| search | bare p50 | bare p95 | use case p50 | use case p95 | p95 ÷ bare p95 | p95 may be | gate |')
  print('|---|---|---|---|---|---|---|---|')
  const held: boolean[] = []
  for (const lookup of [...lookups, wholeNumber].filter(({ kind }) => kind.includes(word))) {
    const examples = lookup === wholeNumber ? knownCards(million) : await drawExamples(million.superuser, lookup, COUNT)
    const clerk = await makeClerk(million)
    const find = lookup === wholeNumber ? byCard(million, clerk) : byText(million, clerk)
    const { bare, end } = await openBare(million, lookup)
    const turns = { examples, warm: WARM, nameOf: ({ typed }: Example) => typed }
    const [below, above] = await timeByTurns(turns, [bare, find]).finally(end)
    held.push(printRow(lookup.kind, below, above))
  }
  return !held.includes(false)
}

function printRow(kind: string, bare: Times, useCase: Times): boolean {
  const mostMs = TIMES_MAX * bare.p95Ms + OVER_MS
  const holds = useCase.p95Ms <= mostMs
  const ms = [bare.p50Ms, bare.p95Ms, useCase.p50Ms, useCase.p95Ms].map((value) => value.toFixed(1))
  const ratio = (useCase.p95Ms / bare.p95Ms).toFixed(1)
  print(
    `| ${kind} | ${ms.join(' | ')} | ${ratio} | ${mostMs.toFixed(1)} | ${holds ? 'PASS' : `FAIL (slowest: ${useCase.slowest})`} |`,
  )
  return holds
}

type Search = (example: Example) => Promise<unknown>

const byText = ({ desk, nowMs }: Million, clerk: TestOperator): Search => {
  return ({ typed }) => findCustomers(desk, clerk.ctx(nowMs), { query: typed })
}

function byCard({ channel, desk, nowMs }: Million, clerk: TestOperator): Search {
  return ({ typed }) => {
    const pan = Pan.parse(typed)
    if (!pan) throw new Error('a known card is no card number')
    const key = { clientId: 'bench', requestId: randomUUID(), bodyMac: Buffer.alloc(32), nowMs, keptSeconds: 86_400 }
    return lookUpCard({ ...channel, policy: desk.policy }, clerk.ctx(nowMs), {
      request: key,
      input: { requestId: key.requestId, pan },
    })
  }
}

function knownCards({ dataFolder, channel }: Million): Example[] {
  const cards = JSON.parse(readFileSync(join(dataFolder, 'seeded-cards.json'), 'utf8')) as string[]
  const examples = cards.map((pan) => ({ typed: pan, values: [panFingerprint(channel.keys, pan).toString('hex')] }))
  return Array.from({ length: COUNT }, (_, place) => examples[place % examples.length] as Example)
}

/** One connection of the role that may read it, each statement prepared once. */
async function openBare(
  { web, channel }: Million,
  lookup: Lookup,
): Promise<{ bare: Search; end: () => Promise<void> }> {
  const { kind, bare } = lookup
  const client = await (lookup === wholeNumber ? channel : web).pool.connect()
  return {
    bare: ({ values }) => client.query({ name: kind, text: bare, values }),
    end: async () => client.release(true),
  }
}

async function makeClerk({ owner, nowMs }: Million): Promise<TestOperator> {
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM branch WHERE code = '0103'`)
  return makeOperator(owner, { role: 'branch', branchId: rows[0]?.id ?? null, nowMs })
}

async function countRows({ owner }: Million): Promise<string> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT string_agg(format('%s %s', n, name), ', ' ORDER BY n DESC) AS line FROM (
       SELECT count(*) AS n, 'customers' AS name FROM customer UNION ALL SELECT count(*), 'cards' FROM card
       UNION ALL SELECT count(*), 'verifications' FROM verification UNION ALL SELECT count(*), 'OTP requests' FROM otp_request
       UNION ALL SELECT count(*), 'SMS' FROM sms_message UNION ALL SELECT count(*), 'audit events' FROM audit_event) counted`,
  )
  return `Rows: ${rows[0]?.line}`
}
