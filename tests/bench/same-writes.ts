import { randomBytes, randomUUID } from 'node:crypto'
import { drawId } from '#server/draw-id.ts'
import { idOf } from './card-ids.ts'
import { customerOf } from './make-cards.ts'
import { AMOUNT, type Code, PAYEE_NAME } from './make-codes.ts'

/**
 * The rows an accepted verification leaves, each by its key and with values of the same kinds and lengths, in one statement
 * and one commit: guard and code row moved, outcome and verification inserted. No condition, no read, no batch.
 */
const textOf = (codeRow: string): string => `
  WITH g AS (UPDATE guard SET version = version + 1, run_count = $2, held_count = $3, day_count = $4, day = $5, closing_step = $6,
      app_closed_until = $7, all_closed_until = $8, held_since = $9, last_counted_at = $10,
      sources = jsonb_build_array(jsonb_build_object('i', left($17::uuid::text, 16), 'p', left($18::uuid::text, 16), 'g', 1796000000000)),
      new_spent = 0, known_spent = 0 WHERE id = $1),
  c AS (${codeRow}),
  o AS (INSERT INTO request_outcome (client_id, request_id, body_mac, status, body, created_at) VALUES ($11, $12, $13, 200, $14, $15))
  INSERT INTO verification (id, at, guard_id, card_id, customer_id, card_masked, pin_kind, outcome, reason, response_code, counted,
    method, enrollment_id, process_type, amount, merchant_id, terminal_id, channel_client_id, details, activation_id, device_id,
    otp_request_id, payee_name)
  VALUES ($16, $15, $1, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $11, $31, $32, $33, $34, $35)`

export const sameWrites = {
  sms: {
    name: 'same_writes_sms',
    text: textOf('UPDATE otp_request SET tries = tries + $36, state = $37 WHERE at = $38 AND id = $34'),
  },
  app: {
    name: 'same_writes_app',
    text: textOf('UPDATE activation SET last_time_step = $36, drift_steps = $37, drift_run = $38 WHERE id = $32'),
  },
}

export function valuesOf({ place, pan, guardId, terminalId, merchantId, request }: Code): unknown[] {
  const nowMs = Date.now()
  const [now, verificationId] = [new Date(nowMs), drawId(nowMs)]
  const method = request ? 'sms' : 'app'
  const verdict = { outcome: 'accepted', reason: 'accepted', responseCode: '00', method, attemptsLeft: null }
  const guard = [guardId, 0, 0, 0, now.toISOString().slice(0, 10), 0, null, null, null, null]
  const outcome = ['gateway-whole', randomUUID(), randomBytes(32), JSON.stringify({ verificationId, ...verdict }), now]
  const card = [idOf('card', place), idOf('customer', customerOf(place)), `507677******${pan.slice(-4)}`]
  const result = ['second', 'accepted', 'accepted', '00', false, method, idOf(method, place)]
  const payment = ['purchase', AMOUNT, merchantId, terminalId, '{}']
  const code = request
    ? [null, null, request.id, PAYEE_NAME, 0, 'used', new Date(request.atMs)]
    : [idOf('activation', place), idOf('device', place), null, null, Math.floor(nowMs / 60_000), 0, 0]
  return [...guard, ...outcome, verificationId, ...card, ...result, ...payment, ...code]
}

/** The least a durable verification could write: one row moved, one inserted, one commit. */
export const bareWrite = {
  name: 'bare_write',
  text: `WITH u AS (UPDATE bench_counter SET n = n + 1 WHERE id = $1 AND n >= 0 RETURNING id)
         INSERT INTO bench_row (id, at, text) SELECT id, now(), repeat('x', 200) FROM u`,
}
export const bareTables = (rows: number): string =>
  `CREATE TABLE bench_counter (id int PRIMARY KEY, n int) WITH (fillfactor = 70); CREATE TABLE bench_row (id int, at timestamptz, text text);
   INSERT INTO bench_counter SELECT i, 0 FROM generate_series(0, ${rows - 1}) i`
