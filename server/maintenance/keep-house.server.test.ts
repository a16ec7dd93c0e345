import { expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { at } from '#server/database.ts'
import { keepHouse } from '#server/maintenance/keep-house.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'

const database = await openTestDatabase()
const { services: channel, owner } = openTestServices(database)
const services = openTestWorker(database, channel.institution)
const { pool } = services

test('an activation unconfirmed for 24 hours lapses with its token, and moves the guard', async () => {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, channel.keys, { nowMs })
  const early = nowMs - DAY_MS - 1_000
  const app = await makeAppEnrollment(owner, channel.keys, customer, {
    nowMs: early,
    activationStatus: 'unconfirmed',
    status: 'pending',
  })
  await keepHouse(services, nowMs)
  const { rows } = await owner.query(
    `SELECT a.status, a.ended_reason AS why, t.status AS token, g.version FROM activation a JOIN activation_token t ON t.id = a.activation_token_id
     JOIN guard g ON g.id = $2 WHERE a.id = $1`,
    [app.activationId, customer.card.guardIds.second],
  )
  expect(rows[0]).toMatchObject({ status: 'ended', why: 'lapsed', token: 'lapsed' })
  expect(rows[0].version).toBeGreaterThan(0)
})

test('kept material of a code goes after its 24 hours and not before', async () => {
  const nowMs = Date.now()
  const insert = (id: string, ageMs: number) =>
    owner.query('INSERT INTO otp_code (otp_request_id, at, guard_id, code_mac) VALUES ($1, $2, $1, $3)', [
      id,
      at(nowMs - ageMs),
      Buffer.alloc(32),
    ])
  await insert('00000000-0000-4000-8000-000000000001', DAY_MS + 1_000)
  await insert('00000000-0000-4000-8000-000000000002', DAY_MS - 60_000)
  await keepHouse(services, nowMs)
  const { rows } = await owner.query('SELECT otp_request_id AS id FROM otp_code')
  expect(rows.map(({ id }) => id)).toEqual(['00000000-0000-4000-8000-000000000002'])
})

test('partitions stand three months ahead, and the worker cannot drop, truncate or alter what is kept', async () => {
  await keepHouse(services, Date.now())
  const { rows } = await pool.query("SELECT ends > now() + interval '60 days' AS ahead FROM partition_horizon")
  expect(rows).toEqual([{ ahead: true }])
  for (const act of [
    'DROP TABLE verification',
    'TRUNCATE verification',
    'ALTER TABLE audit_event ADD x int',
    'DELETE FROM audit_event',
    'UPDATE verification SET reason = reason',
  ]) {
    await expect(pool.query(act), act).rejects.toThrow(/permission denied|must be owner/)
  }
})

test('not even the owner rewrites a verification or an audit event', async () => {
  await owner.query(
    `INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, action, request_id) VALUES (gen_random_uuid(), now(), 'system', 'x', 'x', 'customer.found', 'r')`,
  )
  for (const act of ['DELETE FROM audit_event', `UPDATE audit_event SET action = 'x'`, 'TRUNCATE audit_event']) {
    await expect(owner.query(act), act).rejects.toThrow(/append-only/)
  }
  const { rows } = await owner.query(
    `SELECT inhrelid::regclass::text AS part FROM pg_inherits WHERE inhparent = 'verification'::regclass`,
  )
  for (const { part } of rows) await expect(owner.query(`TRUNCATE ${part}`), part).rejects.toThrow(/append-only/)
})

test('a token that ends forgets its sealed receipt half in the same transaction', async () => {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, channel.keys, { nowMs })
  const { enrollmentId } = await makeAppEnrollment(owner, channel.keys, customer, {
    nowMs: nowMs - 2 * DAY_MS,
    status: 'pending',
  })
  const id = '00000000-0000-4000-8000-0000000000aa'
  await owner.query(
    `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody, sms_message_id, issued_at, expires_at)
     SELECT $1, $2, card_id, customer_id, mobile, 'issued', 'T', 'answered_to_atm', $1, issued_at, expires_at FROM activation_token WHERE enrollment_id = $2`,
    [id, enrollmentId],
  )
  await owner.query(
    'INSERT INTO activation_token_secret (activation_token_id, receipt_mac, token_mac, receipt_sealed) VALUES ($1, $2, $2, $2)',
    [id, Buffer.alloc(32)],
  )
  await keepHouse(services, nowMs)
  const { rows } = await owner.query(
    'SELECT t.status, s.receipt_sealed AS sealed FROM activation_token t JOIN activation_token_secret s ON s.activation_token_id = t.id WHERE t.id = $1',
    [id],
  )
  expect(rows).toEqual([{ status: 'expired', sealed: null }])
})
