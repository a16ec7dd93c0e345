import { expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import { Pan } from '#server/pan.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { drawKey, typeCode } from '#tests/harness/type-code.ts'
import { type Cards, makeCards } from './make-cards.ts'
import { AMOUNT, makeCodes } from './make-codes.ts'
import { sameWrites, valuesOf } from './same-writes.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const cards: Record<'sms' | 'app', Cards> = {
  sms: { method: 'sms', from: 1000, count: 8 },
  app: { method: 'app', from: 1008, count: 8 },
}

const texts = {
  guard: 'SELECT to_jsonb(t) AS row FROM guard t WHERE id = $1',
  verification: 'SELECT to_jsonb(t) AS row FROM verification t WHERE guard_id = $1',
  outcome: `SELECT to_jsonb(o) AS row FROM request_outcome o JOIN verification v ON o.body->>'verificationId' = v.id::text
    WHERE v.guard_id = $1`,
  sms: 'SELECT to_jsonb(t) AS row FROM otp_request t WHERE guard_id = $1',
  app: 'SELECT to_jsonb(t) AS row FROM activation t JOIN guard g ON g.card_id = t.card_id WHERE g.id = $1',
}

/** The rows that a use of a card's code has left: for each column null, or how long its value is. */
async function widthsOf(guardId: string, method: 'sms' | 'app'): Promise<Record<string, unknown>> {
  const tables = ['guard', 'verification', 'outcome', method] as const
  const widths = await Promise.all(tables.map((table) => rowWidths(texts[table], guardId)))
  return Object.fromEntries(tables.map((table, place) => [table, widths[place]]))
}

async function rowWidths(text: string, guardId: string): Promise<Record<string, number | null>> {
  const { rows } = await owner.query<{ row: Record<string, unknown> }>(text, [guardId])
  expect(rows).toHaveLength(1)
  return Object.fromEntries(Object.entries(rows[0]?.row ?? {}).map(([column, value]) => [column, widthOf(value)]))
}

/** An instant and a transaction's number take as much room whatever their digits. */
function widthOf(value: unknown): number | null {
  if (value === null) return null
  const text = String(JSON.stringify(value))
  return /^"(\d{4}-\d\d-\d\dT.*|\d{1,20})"$/.test(text) ? 8 : text.length
}

test.each(['sms', 'app'] as const)(
  'what PostgreSQL is measured with beside the engine leaves the rows of an accepted %s code, value by value as long',
  async (method) => {
    const superuser = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'bench' })
    await makeCards(superuser, services.keys, cards[method])
    await superuser.end()
    const source = { owner, keys: services.keys, cards: cards[method], next: 0 }
    // Of one instant, so that no code is of an earlier step than its use.
    const nowMs = Date.now()
    const [presented, written] = await makeCodes(source, 2, nowMs)
    if (!presented || !written) throw new Error('two codes were asked for')
    const { terminalId, merchantId, code } = presented
    const pan = Pan.parse(presented.pan)
    if (!pan) throw new Error('the card’s number is none')
    const answer = await typeCode(services, {
      pan,
      code,
      nowMs,
      transaction: { processType: 'purchase', amount: AMOUNT, payee: { terminalId, merchantId } },
      key: drawKey(nowMs, { clientId: 'gateway-whole' }),
    })
    expect(answer.outcome).toBe('accepted')
    await owner.query({ ...sameWrites[method], values: valuesOf(written) })
    expect(await widthsOf(written.guardId, method)).toEqual(await widthsOf(presented.guardId, method))
  },
)
