import { expect, test } from 'vitest'
import { guardIdOf } from '#server/keys.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openChannelServices, openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, drawKey, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const other = openChannelServices(database)
const nowMs = Date.now()

test('the first tries of a card of nobody, at once in two processes, are each counted once', async () => {
  const pans = Array.from({ length: 8 }, drawPan)
  const tries = pans.flatMap((pan) => [services, other, services, other].map((on) => ({ on, pan })))
  const answers = await Promise.all(tries.map(({ on, pan }) => typeCode(on, { pan, code: '1234567', nowMs })))
  expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['invalid_code']))
  for (const pan of pans) {
    const guardId = guardIdOf(services.keys, pan.reveal(), 'second')
    const { rows } = await owner.query(
      `SELECT (g.sources->0->>'r')::int AS run, g.card_status AS status, g.pin_kind AS kind,
         (SELECT count(*)::int FROM verification WHERE guard_id = g.id) AS written FROM guard g WHERE id = $1`,
      [guardId],
    )
    expect(rows).toEqual([{ run: 4, status: 'unknown', kind: 'second', written: 4 }])
  }
})

test('a first try repeated at once in two processes happens once', async () => {
  const [pan, key] = [drawPan(), drawKey(nowMs)]
  const answers = await Promise.all(
    [services, other, services, other].map((on) => typeCode(on, { pan, code: '1234567', nowMs, key })),
  )
  expect(new Set(answers.map(({ verificationId }) => verificationId)).size).toBe(1)
  const { rows } = await owner.query("SELECT (sources->0->>'r')::int AS run FROM guard WHERE id = $1", [
    guardIdOf(services.keys, pan.reveal(), 'second'),
  ])
  expect(rows).toEqual([{ run: 1 }])
})

test('the first try and the first presses of a card of nobody at once do not spoil each other', async () => {
  const pan = drawPan()
  const [first, second, tried] = await Promise.all([
    askOtp(services, { pan, nowMs }),
    askOtp(other, { pan, nowMs }),
    typeCode(services, { pan, code: '1234567', nowMs }),
  ])
  expect(first.otpRequestId).not.toBe(second.otpRequestId)
  expect(tried).toMatchObject({ outcome: 'rejected', reason: 'invalid_code' })
})
