import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { insertFirstMobile } from '#server/customers/first-mobile-repository.ts'
import { openCustomer } from '#server/customers/open-customer.ts'
import { withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { listFirstMobiles } from '#server/overview/list-first-mobiles.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const [web, desk] = [openTestWeb(database), openTestDesk(database)]

async function openScene() {
  const nowMs = Date.now()
  const { customerId, branchId } = await makeCustomer(owner, services.keys, { nowMs })
  const person = (role: 'branch' | 'fraud', of: string | null) => makeOperator(owner, { role, branchId: of, nowMs })
  const other = await makeCustomer(owner, services.keys, { nowMs })
  const [teller, stranger, fraud] = [
    await person('branch', branchId),
    await person('branch', other.branchId),
    await person('fraud', null),
  ]
  return { nowMs, customerId, teller, stranger, fraud }
}

const tell = (customerId: string, atMs: number) =>
  withTransaction(services.pool, (tx) => insertFirstMobile(tx, { id: drawId(atMs), customerId, atMs }))
const toldTo = async (who: TestOperator, nowMs: number) =>
  (await listFirstMobiles(web, who.ctx(nowMs))).map(({ customerId }) => customerId)

test('a first mobile is told to the customer’s own branch alone, until somebody there has opened the record', async () => {
  const { nowMs, customerId, teller, stranger, fraud } = await openScene()
  await tell(customerId, nowMs - DAY_MS)
  expect(await toldTo(teller, nowMs)).toEqual([customerId])
  for (const who of [stranger, fraud]) expect(await toldTo(who, nowMs)).not.toContain(customerId)
  await openCustomer(desk, fraud.ctx(nowMs), { customerId })
  await openCustomer(desk, stranger.ctx(nowMs), { customerId, reason: 'به باجه آمده است' })
  expect(await toldTo(teller, nowMs), 'others opened it').toEqual([customerId])
  await openCustomer(desk, teller.ctx(nowMs), { customerId })
  expect(await toldTo(teller, nowMs)).toEqual([])
  const { rows } = await owner.query('SELECT seen_by AS by FROM first_mobile WHERE customer_id = $1', [customerId])
  expect(rows).toEqual([{ by: teller.operatorId }])
})

test('what nobody opened is told for seven days', async () => {
  const { nowMs, customerId, teller } = await openScene()
  await tell(customerId, nowMs - 7 * DAY_MS + 1_000)
  expect(await toldTo(teller, nowMs)).toEqual([customerId])
  expect(await toldTo(teller, nowMs + 2_000)).toEqual([])
})

test('it is for branches: who reads customers without one is told nothing, who may not is refused', async () => {
  const { nowMs, fraud } = await openScene()
  expect(await toldTo(fraud, nowMs)).toEqual([])
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  await expect(toldTo(admin, nowMs)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    listFirstMobiles(web, { ...fraud.ctx(nowMs), actor: { kind: 'operator', sessionId: randomUUID() } }),
  ).rejects.toMatchObject({ code: 'unauthenticated' })
})
