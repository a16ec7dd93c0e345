import { expect, test } from 'vitest'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { at } from '#server/database.ts'
import { wordOf } from '#tests/harness/approval-fixture.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const desk = openTestDesk(database)
const web = openTestWeb(database)
const hourMs = 3_600_000

/** A customer whose number core banking has just changed. */
async function openScene() {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const { branchId } = customer
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const colleague = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const newMobile = await moveToNewNumber(customer)
  return { customer, customerId: customer.customerId, clerk, colleague, newMobile }
}

async function moveToNewNumber(customer: TestCustomer): Promise<string> {
  const mobile = `0919${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`
  await moveTo(customer, mobile)
  return mobile.replace(/^0/, '+98')
}

async function moveTo({ customerId }: TestCustomer, mobile: string | null): Promise<void> {
  const { rows } = await owner.query(
    `SELECT k.customer_number AS "customerNumber", left(k.national_id, 9) AS "nineDigits", k.name, k.sms_member AS "smsMember",
       b.code AS "branchCode" FROM customer k JOIN branch b ON b.id = k.branch_id WHERE k.id = $1`,
    [customerId],
  )
  const { nineDigits, ...known } = rows[0]
  const nationalId = nineDigits + nationalIdCheckDigit(nineDigits)
  const changes = [{ ...known, nationalId, mobile, cards: [] }]
  const answer = await channel.call('core', 'POST', '/v1/core/customer-changes', { changes })
  expect(answer.body).toMatchObject({ applied: 1, refused: [] })
}

const ask = async (
  maker: TestOperator,
  customerId: string,
  proof: 'identity_document' | 'sms_code' = 'identity_document',
) =>
  (
    await requestApproval(desk, maker.ctx(Date.now()), {
      act: 'cooling_off:lift',
      payload: { customerId },
      reason: 'خود مشتری با کارت ملی آمده است',
      proof,
    })
  ).approvalId
const approve = (checker: TestOperator, approvalId: string) =>
  wordOf(decideApproval(desk, checker.ctx(Date.now()), { approvalId, decision: 'approve' }))
const untilOf = async (customerId: string) =>
  (await owner.query('SELECT cooling_off_until AS until FROM customer WHERE id = $1', [customerId])).rows[0].until
const told = async (mobile: string) => (await readSms(owner, database, { mobile })).map(({ noticeKind }) => noticeKind)

test('a second person ends it, and the new number and the old one are both told', async () => {
  const { customer, customerId, clerk, colleague, newMobile } = await openScene()
  const approvalId = await ask(clerk, customerId)
  expect(await untilOf(customerId)).toBeGreaterThan(Date.now())
  expect(await approve(colleague, approvalId)).toBe('approved')
  expect(await untilOf(customerId)).toBeNull()
  expect(await told(newMobile)).toEqual(['mobile_changed_new', 'cooling_off_lifted'])
  expect(await told(customer.mobile ?? '')).toEqual(['mobile_changed_old', 'cooling_off_lifted'])
  const row = (await readAudit(owner, customerId)).find(({ action }) => action === 'customer.cooling_off_lifted')
  expect(row).toMatchObject({
    actorId: clerk.operatorId,
    proof: 'identity_document',
    data: { approvalId, checkerId: colleague.operatorId },
  })
})

test('of a number that changed twice, the one before both changes is told too', async () => {
  const { customer, customerId, clerk, colleague, newMobile } = await openScene()
  const last = await moveToNewNumber(customer)
  expect(await approve(colleague, await ask(clerk, customerId))).toBe('approved')
  for (const mobile of [customer.mobile ?? '', newMobile, last])
    expect(await told(mobile)).toContain('cooling_off_lifted')
})

test('nobody ends it alone, and no code is a proof for it', async () => {
  const { customerId, clerk } = await openScene()
  const approvalId = await ask(clerk, customerId)
  expect(await approve(clerk, approvalId)).toBe('own_request')
  expect(await untilOf(customerId)).toBeGreaterThan(Date.now())
  const other = await openScene()
  await expect(ask(other.clerk, other.customerId, 'sms_code')).rejects.toMatchObject({ code: 'validation_failed' })
})

test('the number changed once more: what was asked for the one is not given to the other', async () => {
  const { customer, customerId, clerk, colleague } = await openScene()
  const approvalId = await ask(clerk, customerId)
  await moveToNewNumber(customer)
  expect(await approve(colleague, approvalId)).toBe('stale')
  expect(await untilOf(customerId)).toBeGreaterThan(Date.now())
})

test('who asked got another role since, one that may ask too: known otherwise than that role knows a customer, it is stale', async () => {
  const { customerId, clerk, colleague } = await openScene()
  const approvalId = await ask(clerk, customerId)
  await owner.query(`UPDATE operator SET role = 'support', branch_id = NULL WHERE id = $1`, [clerk.operatorId])
  expect(await approve(colleague, approvalId)).toBe('stale')
  expect(await untilOf(customerId)).toBeGreaterThan(Date.now())
})

test('while there is no number nothing is lifted, or the next number would come as a first one and not cool off', async () => {
  const { customer, customerId, clerk, colleague } = await openScene()
  const asked = await ask(clerk, customerId)
  await moveTo(customer, null)
  expect(await approve(colleague, asked)).toBe('stale')
  const again = await wordOf(ask(clerk, customerId))
  expect(again).toBe('mobile_missing')
  await moveToNewNumber(customer)
  expect(await untilOf(customerId)).toBeGreaterThan(Date.now() + 23 * hourMs)
})

test('where there is none, or it has run out, none can be ended', async () => {
  const { customerId, clerk } = await openScene()
  for (const until of [null, at(Date.now() - 1)]) {
    await owner.query('UPDATE customer SET cooling_off_until = $2 WHERE id = $1', [customerId, until])
    expect(await wordOf(ask(clerk, customerId))).toBe('no_cooling_off')
  }
})

test('the web process can begin, lengthen or lift none, and touch nothing else of a customer', async () => {
  const { customer, customerId, clerk, colleague } = await openScene()
  await approve(colleague, await ask(clerk, customerId))
  await moveToNewNumber(customer)
  const refused: [string, RegExp][] = [
    [`UPDATE customer SET cooling_off_until = NULL WHERE id = '${customerId}'`, /permission denied/],
    [`UPDATE customer SET cooling_off_until = now() + interval '1 h' WHERE id = '${customerId}'`, /permission denied/],
    [`UPDATE customer SET mobile = NULL WHERE id = '${customerId}'`, /permission denied/],
    [`UPDATE customer SET branch_id = branch_id WHERE id = '${customerId}'`, /permission denied/],
  ]
  for (const [statement, why] of refused) await expect(web.pool.query(statement)).rejects.toThrow(why)
  expect(await untilOf(customerId)).toBeGreaterThan(Date.now() + hourMs)
})
