import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openGuard } from '#domain/guard/guard.ts'
import { drawId } from '#server/draw-id.ts'
import { type Verdict, writeVerdicts } from '#server/verifications/verdict-repository.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
// PostgreSQL settles for one plan after five runs on a connection.
const ROUNDS = 12

async function makeGuard(): Promise<string> {
  const id = randomUUID()
  await owner.query(`INSERT INTO guard (id, pin_kind, card_status) VALUES ($1, 'second', 'unknown')`, [id])
  return id
}

/** One that also moves an OTP request, whose table is partitioned. */
function verdictOn(guardId: string, requestId: string): Verdict {
  const id = drawId(nowMs)
  const told = { outcome: 'rejected', reason: 'code_mismatch', response_code: '55', counted: true, attempts_left: null }
  const nothing = {
    card_id: null,
    customer_id: null,
    method: null,
    enrollment_id: null,
    activation_id: null,
    device_id: null,
    otp_request_id: null,
    process_type: null,
    amount: null,
    merchant_id: null,
    payee_name: null,
    account_kind: null,
    account_masked: null,
    client_ip: null,
    payment_reference: null,
    requester_id: null,
  }
  return {
    guardId,
    guardVersion: 0,
    counters: { ...openGuard, runCount: 1 },
    request: {
      clientId: 'gateway-test',
      requestId,
      bodyMac: Buffer.alloc(32),
      atMs: nowMs,
      keptSinceMs: 0,
    },
    answer: {},
    otpRequests: [{ id: drawId(nowMs), triesDelta: 1 }],
    appBinding: null,
    verification: {
      ...nothing,
      ...told,
      id,
      at: new Date(nowMs).toISOString(),
      guard_id: guardId,
      card_masked: '507677******1234',
      pin_kind: 'second',
      terminal_id: 'T-1',
      channel_client_id: 'gateway-test',
      details: {},
    },
  }
}

const startedAt = async (): Promise<unknown> => (await owner.query('SELECT pg_postmaster_start_time() AS at')).rows[0]

test('a guard that moves while its batch is being written is passed over, the rest is written, and PostgreSQL lives on', async () => {
  const before = await startedAt()
  const sql = await services.pool.connect()
  for (let round = 0; round < ROUNDS; round++) {
    const [still, moving, last] = [await makeGuard(), await makeGuard(), await makeGuard()]
    const requestId = randomUUID()
    const holder = await owner.connect()
    await holder.query('BEGIN')
    await holder.query(
      `INSERT INTO request_outcome (client_id, request_id, body_mac, created_at) VALUES ('gateway-test', $1, '', now())`,
      [requestId],
    )
    const batch = [verdictOn(still, requestId), verdictOn(moving, randomUUID()), verdictOn(last, randomUUID())]
    const writing = writeVerdicts(sql, batch)
    // The batch has begun, holds its first guard and waits for the request id.
    await pause(100)
    await owner.query('UPDATE guard SET version = version + 1 WHERE id = $1', [moving])
    await holder.query('ROLLBACK')
    holder.release()
    expect(await writing).toEqual(['written', 'moved', 'written'])
  }
  sql.release()
  expect(await startedAt()).toEqual(before)
})
