import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at, openPool, withTransaction } from '#server/database.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import { appCustomer, type CodeFixture, sentCode, smsCustomer, wrongFor } from '#tests/harness/code-fixture.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openChannelServices, openTestServices } from '#tests/harness/open-test-services.ts'
import { drawKey, listReasons, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }

function once(work: () => Promise<unknown>): () => Promise<void> {
  let done = false
  return async () => {
    if (done) return
    done = true
    await work()
  }
}

const ended = at(nowMs)
const changes: [
  string,
  string,
  (ids: { activation: string; enrollment: string; device: string; card: string }) => [string, unknown[]][],
  string,
][] = [
  [
    'its device is deactivated',
    'invalid_code',
    ({ activation, device }) => [
      [`UPDATE device SET status = 'deactivated', ended_at = $2, ended_reason = 'lost' WHERE id = $1`, [device, ended]],
      [
        `UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = 'device_deactivated' WHERE id = $1`,
        [activation, ended],
      ],
    ],
    'device_deactivated',
  ],
  [
    'its enrollment is suspended',
    'not_permitted',
    ({ enrollment }) => [[`UPDATE enrollment SET status = 'suspended' WHERE id = $1`, [enrollment]]],
    'enrollment_suspended',
  ],
  [
    'its enrollment is deactivated',
    'invalid_code',
    ({ enrollment, activation }) => [
      [
        `UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = 'enrollment_deactivated' WHERE id = $1`,
        [activation, ended],
      ],
      [`UPDATE enrollment SET status = 'deactivated', deactivated_at = $2 WHERE id = $1`, [enrollment, ended]],
    ],
    'not_enrolled',
  ],
  [
    'its card is blocked',
    'not_permitted',
    ({ card }) => [[`UPDATE card SET status = 'blocked' WHERE id = $1`, [card]]],
    'card_blocked',
  ],
]

test.each(changes)(
  'a right code is refused when %s after it was read and before it is written',
  async (_, reason, change, fine) => {
    const { customer, app } = await appCustomer(fixture)
    const { pan, cardId } = customer.card
    const ids = { activation: app.activationId, enrollment: app.enrollmentId, device: app.deviceId, card: cardId }
    const afterRead = once(() =>
      withTransaction(owner, async (tx) => {
        await lockGuardsOfCard(tx, cardId)
        for (const [text, values] of change(ids)) await tx.query(text, values)
      }),
    )
    const answer = await typeCode(services, { pan, code: app.codeAt(nowMs), nowMs, hooks: { afterRead } })
    expect(answer).toMatchObject({ outcome: 'rejected', reason })
    expect(await listReasons(owner, pan)).toEqual([fine])
  },
)

test.each(changes)(
  'a right code waits for whoever holds the guard, and is refused when %s',
  async (_, reason, change) => {
    const { customer, app } = await appCustomer(fixture)
    const { pan, cardId } = customer.card
    const ids = { activation: app.activationId, enrollment: app.enrollmentId, device: app.deviceId, card: cardId }
    const tx = await owner.connect()
    await tx.query('BEGIN')
    await lockGuardsOfCard(tx, cardId)
    for (const [text, values] of change(ids)) await tx.query(text, values)
    const answer = typeCode(services, { pan, code: app.codeAt(nowMs), nowMs })
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await listReasons(owner, pan)).toEqual([])
    await tx.query('COMMIT')
    tx.release()
    expect(await answer).toMatchObject({ outcome: 'rejected', reason })
  },
)

test('a guard that moves at every reading is decided in the end all the same', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan, guardIds } = customer.card
  let readings = 0
  const afterRead = async (): Promise<void> => {
    readings += 1
    if (readings < 3) await owner.query('UPDATE guard SET version = version + 1 WHERE id = $1', [guardIds.second])
  }
  const answer = await typeCode(services, { pan, code: app.codeAt(nowMs), nowMs, hooks: { afterRead } })
  expect(answer.outcome).toBe('accepted')
  expect(readings).toBe(3)
})

test('a card whose guard is held does not keep other cards waiting', async () => {
  const [held, free] = [await appCustomer(fixture), await appCustomer(fixture)]
  const tx = await owner.connect()
  await tx.query('BEGIN')
  await lockGuardsOfCard(tx, held.customer.card.cardId)
  const waiting = typeCode(services, { pan: held.customer.card.pan, code: held.app.codeAt(nowMs), nowMs })
  const answer = await typeCode(services, { pan: free.customer.card.pan, code: free.app.codeAt(nowMs), nowMs })
  expect(answer.outcome).toBe('accepted')
  await tx.query('ROLLBACK')
  tx.release()
  expect((await waiting).outcome).toBe('accepted')
})

test('a repeated request is answered as the first, and happens once', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const { code } = await sentCode(fixture, customer)
  const key = drawKey(nowMs)
  const first = await typeCode(services, { pan, code, nowMs, key })
  expect(first.outcome).toBe('accepted')
  expect(await typeCode(services, { pan, code, nowMs: nowMs + 5000, key: { ...key, nowMs: nowMs + 5000 } })).toEqual(
    first,
  )
  expect(await listReasons(owner, pan)).toEqual(['accepted'])
  const another = drawKey(nowMs, { requestId: key.requestId })
  await expect(typeCode(services, { pan, code, nowMs, key: another })).rejects.toMatchObject({
    code: 'request_id_reused',
  })
})

test('twins at once, in two processes too, get one answer and happen once', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  const key = drawKey(nowMs)
  const processes = [services, openChannelServices(database)]
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, place) =>
      typeCode(processes[place % 2] ?? services, { pan, code: app.codeAt(nowMs), nowMs, key }),
    ),
  )
  expect(new Set(answers.map(({ verificationId }) => verificationId)).size).toBe(1)
  expect(answers[0]?.outcome).toBe('accepted')
  expect(await listReasons(owner, pan)).toEqual(['accepted'])
})

test('one request id on two cards at once happens on one of them, and costs the other nothing', async () => {
  const holders = [await appCustomer(fixture), await appCustomer(fixture)]
  const requestId = randomUUID()
  const results = await Promise.allSettled(
    holders.map(({ customer, app }) =>
      typeCode(services, {
        pan: customer.card.pan,
        code: wrongFor(app.codeAt(nowMs)),
        nowMs,
        key: drawKey(nowMs, { requestId }),
      }),
    ),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(results.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'request_id_reused' })
  const { rows } = await owner.query('SELECT sum(day_count) AS tries FROM guard WHERE card_id = ANY($1)', [
    holders.map(({ customer }) => customer.card.cardId),
  ])
  expect(Number(rows[0].tries)).toBe(1)
})

test('an answer is kept for a day: after that the id is free again', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  const key = drawKey(nowMs - 86_400_000 - 1)
  const first = await typeCode(services, { pan, code: '0000000', nowMs: key.nowMs, key })
  const second = await typeCode(services, { pan, code: app.codeAt(nowMs), nowMs, key: { ...key, nowMs } })
  expect(second.verificationId).not.toBe(first.verificationId)
  expect(second.outcome).toBe('accepted')
})

test('connections that die under way cost nobody more than a repeat: each use happens once and is answered the same', async () => {
  const holders = await Promise.all(Array.from({ length: 30 }, () => appCustomer(fixture)))
  const uses = holders.map(({ customer, app }) => ({
    pan: customer.card.pan,
    code: app.codeAt(nowMs),
    nowMs,
    key: drawKey(nowMs),
  }))
  const killer = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'killer' })
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ramzban_channel' AND datname = current_database()`
  const first = Promise.allSettled(uses.map((use) => typeCode(services, use)))
  for (let round = 0; round < 3; round++) await killer.query(kill)
  const before = await first
  const repeat = (use: (typeof uses)[number]) => typeCode(services, use).catch(() => typeCode(services, use))
  const after = await Promise.all(uses.map(repeat))
  await killer.end()
  expect(after.every(({ outcome }) => outcome === 'accepted')).toBe(true)
  for (const [place, result] of before.entries())
    if (result.status === 'fulfilled') expect(after[place]).toEqual(result.value)
  const { rows } = await owner.query('SELECT count(*)::int FROM verification WHERE card_id = ANY($1)', [
    holders.map(({ customer }) => customer.card.cardId),
  ])
  expect(rows[0].count).toBe(uses.length)
})
