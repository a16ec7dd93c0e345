import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type { Pool } from '#server/database.ts'
import { type BatchWork, runInBatches } from '#server/run-in-batches.ts'
import type { Real } from './begin-sequence.ts'
import type { World } from './world.ts'

type Row = Record<string, unknown>
/** What the tables say of one sequence's customer; times in epoch milliseconds. */
export type Observed = {
  guards: Row[]
  customer: Row
  requests: Row[]
  enrollments: Row[]
  tokens: Row[]
  activations: Row[]
  devices: Row[]
  verifications: Row[]
}
type Asked = {
  customerId: string
  cardId: string
  guards: string[]
  requests: Named[]
  devices: string[]
  verifications: Named[]
}
type Named = { id: string; at: string }

const ms = (column: string, name: string): string => `(extract(epoch FROM ${column}) * 1000)::int8 AS "${name}"`
const list = (name: string, select: string): string =>
  `(SELECT coalesce(json_agg(x), '[]') FROM (${select}) x) AS "${name}"`

const text = `SELECT
  ${list(
    'guards',
    `SELECT g.id, run_count AS run, held_count AS hundred, day_count AS "dayCount", g.day, closing_step AS step,
       ${ms('app_closed_until', 'appClosedUntilMs')}, ${ms('all_closed_until', 'allClosedUntilMs')},
       held_since IS NOT NULL AS held, new_spent AS "newSpent", known_spent AS "knownSpent", ${ms('last_counted_at', 'lastCountedAtMs')}, suspended_at IS NOT NULL AS suspended
     FROM json_array_elements_text(q.guards) WITH ORDINALITY AS i (id, place) JOIN guard g ON g.id = i.id::uuid ORDER BY i.place`,
  )},
  (SELECT row_to_json(x) FROM (SELECT k.mobile, ${ms('k.cooling_off_until', 'coolingOffUntilMs')}, c.status AS "cardStatus",
     ${ms('c.expires_at', 'cardExpiresAtMs')} FROM customer k, card c WHERE k.id = q."customerId" AND c.id = q."cardId") x) AS customer,
  ${list(
    'requests',
    `SELECT r.id, r.state, r.tries, r.suppressed_reason AS "suppressedReason"
     FROM json_to_recordset(q.requests) AS i (id uuid, at timestamptz) JOIN otp_request r ON r.at = i.at AND r.id = i.id`,
  )},
  ${list('enrollments', `SELECT id, status FROM enrollment WHERE customer_id = q."customerId"`)},
  ${list('tokens', `SELECT id, status, failed_attempts AS failed, tried FROM activation_token WHERE customer_id = q."customerId"`)},
  ${list(
    'activations',
    `SELECT id, status, ended_reason AS "endedReason", failed_attempts AS failed, last_time_step AS "lastStep",
       drift_steps AS drift, drift_run AS "driftRun" FROM activation WHERE card_id = q."cardId"`,
  )},
  ${list('devices', `SELECT d.id, d.status FROM json_array_elements_text(q.devices) AS i (id) JOIN device d ON d.id = i.id::uuid`)},
  ${list(
    'verifications',
    `SELECT v.id, v.reason AS fine, v.counted, v.attempts_left AS "attemptsLeft", v.method, v.response_code AS "responseCode",
       v.details FROM json_to_recordset(q.verifications) AS i (id uuid, at timestamptz)
     JOIN verification v ON v.at = i.at AND v.id = i.id`,
  )}
  FROM json_to_recordset($1::json) AS q (place int, "customerId" uuid, "cardId" uuid, guards json, requests json, devices json,
    verifications json) ORDER BY q.place`

const looks: BatchWork<Asked, Observed> = {
  all: readAll,
  alone: async (pool, asked) => {
    const [row] = await readAll(pool, [asked])
    if (!row) throw new Error('a look answers one row')
    return row
  },
}

async function readAll(pool: Pool, asked: Asked[]): Promise<Observed[]> {
  const values = [JSON.stringify(asked.map((one, place) => ({ place, ...one })))]
  const { rows } = await pool.query<Observed>({ name: 'model_look', text, values })
  return rows
}

const named = (id: string): Named => ({ id, at: new Date(uuidv7AtMs(id)).toISOString() })

/** Reads back what the last command may have changed, together with the sequences that look just now. */
export function observe(world: World, real: Real, verificationIds: readonly string[]): Promise<Observed> {
  const { first, second, stranger } = real.guardIds
  return runInBatches(real.fixture.owner, looks, {
    customerId: real.customerId,
    cardId: real.cardId,
    guards: [first, second, stranger],
    requests: [...world.card.requests, ...world.stranger.requests].map(({ id }) => named(id)),
    devices: world.devices.map(({ id }) => id),
    verifications: verificationIds.map(named),
  })
}
