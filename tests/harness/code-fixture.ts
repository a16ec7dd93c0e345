import type { Pool } from '#server/database.ts'
import { at } from '#server/database.ts'
import type { ChannelServices } from '#server/services.ts'
import { type CustomerWish, makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment, type TestAppEnrollment } from '#tests/harness/make-enrollment.ts'
import type { TestDatabase } from '#tests/harness/open-test-database.ts'
import { type AskedOtp, askOtp, purchase, readCode } from '#tests/harness/type-code.ts'

export type CodeFixture = { services: ChannelServices; owner: Pool; database: TestDatabase; nowMs: number }

export async function smsCustomer(fixture: CodeFixture, wish: Partial<CustomerWish> = {}): Promise<TestCustomer> {
  const customer = await makeCustomer(fixture.owner, fixture.services.keys, { nowMs: fixture.nowMs, ...wish })
  await makeSmsEnrollment(fixture.owner, customer, { nowMs: fixture.nowMs })
  return customer
}

export async function appCustomer(
  fixture: CodeFixture,
  wish: Partial<Parameters<typeof makeAppEnrollment>[3]> & { customer?: Partial<CustomerWish> } = {},
): Promise<{ customer: TestCustomer; app: TestAppEnrollment }> {
  const { owner, services, nowMs } = fixture
  const customer = await makeCustomer(owner, services.keys, { nowMs, ...wish.customer })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs, ...wish })
  return { customer, app }
}

/** Presses the button and reads the SMS. */
export async function sentCode(
  { services, owner, database, nowMs }: CodeFixture,
  customer: TestCustomer,
  {
    transaction = purchase,
    atMs = nowMs,
  }: { transaction?: Parameters<typeof askOtp>[1]['transaction']; atMs?: number } = {},
): Promise<AskedOtp & { code: string }> {
  const asked = await askOtp(services, { pan: customer.card.pan, nowMs: atMs, transaction })
  const code = await readCode(owner, database, asked.otpRequestId)
  if (code === null) throw new Error('no code was sent')
  return { ...asked, code }
}

/** Another code of as many digits. */
export function wrongFor(code: string): string {
  return code.replace(/[0-9]$/, (digit) => String((Number(digit) + 1) % 10))
}

export async function endBinding(
  { owner, nowMs }: CodeFixture,
  app: TestAppEnrollment,
  reason: 'device_deactivated' | 'device_blocked' | 'device_replaced',
): Promise<void> {
  await owner.query(`UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = $3 WHERE id = $1`, [
    app.activationId,
    at(nowMs),
    reason,
  ])
}
