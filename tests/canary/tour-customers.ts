import { randomInt } from 'node:crypto'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import { awaitCode } from '#tests/harness/outbox.ts'
import { formsOfPan } from './canaries.ts'
import type { Tour } from './tour.ts'

const digits = (length: number): string => Array.from({ length }, () => randomInt(10)).join('')

export type TourCustomer = { customerNumber: string; nationalId: string; name: string; mobile: string; pan: string }

/** Core banking names a customer with one card, a member of the bank's SMS. */
export async function bringCustomer(tour: Tour, branchCode: string): Promise<TourCustomer> {
  const nine = `1${digits(8)}`
  const customer = {
    customerNumber: `9${digits(11)}`,
    nationalId: `${nine}${nationalIdCheckDigit(nine)}`,
    name: 'قناری آزمون',
    mobile: `+989${digits(9)}`,
    pan: drawPan().reveal(),
  }
  tour.canaries.note('a customer’s PAN', ...formsOfPan(customer.pan))
  await tellCore(tour, customer, { branchCode })
  return customer
}

export async function tellCore(tour: Tour, customer: TourCustomer, more: Record<string, unknown>): Promise<void> {
  const { pan, ...known } = customer
  const cards = [{ pan, status: 'active', expires: '2031-12' }]
  const changes = [{ ...known, smsMember: true, cards, ...more }]
  const { body } = await tour.call('core', '/v1/core/customer-changes', { changes })
  if (body.applied !== 1) throw new Error(`The change was not applied: ${JSON.stringify(body)}`)
}

const payee = { merchantId: 'M-77', terminalId: 'T-77' }
const purchase = { processType: 'purchase', amount: 4_300_000 }

async function askForCode(tour: Tour, { pan, mobile }: TourCustomer): Promise<string> {
  const after = tour.countSms(mobile, 'otp')
  const body = { pan, ...purchase, payee: { ...payee, name: 'فروشگاه قناری' } }
  await tour.call('gateway', '/v1/gateway/otp-requests', body)
  const code = await awaitCode(tour.system.dataFolder, { to: mobile, template: 'otp', after })
  tour.canaries.noteCode('an SMS code', code)
  return code
}

export async function present(tour: Tour, { pan }: TourCustomer, code: string, more = {}): Promise<string> {
  const body = { pan, pinKind: 'second', code, ...purchase, payee, ...more }
  const { body: answer } = await tour.call('gateway', '/v1/gateway/verifications', body)
  return answer.reason
}

/** Enrollment at the ATM, then codes right, wrong, used, for another amount, and too late. */
export async function payBySms(tour: Tour, customer: TourCustomer): Promise<string[]> {
  await tour.call('atm', '/v1/atm/sms-enrollments', { pan: customer.pan, terminalId: 'ATM-77' })
  const wrong = digits(7)
  tour.canaries.noteCode('a wrong code', wrong)
  const code = await askForCode(tour, customer)
  const reasons = [await present(tour, customer, wrong), await present(tour, customer, code, { amount: 9_990_000 })]
  reasons.push(await present(tour, customer, code), await present(tour, customer, code))
  const late = await askForCode(tour, customer)
  await tour.system.owner.query(`UPDATE otp_request SET expires_at = now() WHERE state = 'sent'`)
  reasons.push(await present(tour, customer, late))
  return reasons
}

/** Everything that is wrong with a request, each with a card number in it where it hurts most. */
export async function sendBrokenRequests(tour: Tour): Promise<number[]> {
  const pan = drawPan().reveal()
  tour.canaries.note('a PAN in a broken request', ...formsOfPan(pan))
  const { send } = tour
  const path = '/v1/gateway/verifications'
  const body = { pan, pinKind: 'second', code: '7654321', ...purchase, payee }
  tour.canaries.noteCode('a code in a broken request', '7654321')
  const statuses = [
    await send('gateway', `/v1/gateway/${pan}`, JSON.stringify(body)),
    await send('gateway', `${path}?pan=${pan}`, JSON.stringify(body)),
    await send('gateway', `/v1/app/devices/${pan}/deactivations`, JSON.stringify(body)),
    await send('gateway', path, `{"pan":"${pan}","code":7654321,,}`),
    await send('gateway', path, JSON.stringify({ requestId: 'r', ...body, code: 7654321, amount: pan })),
    await send('gateway', path, JSON.stringify({ requestId: 'r', ...body, pan: `${pan}0` })),
    await send('gateway', path, JSON.stringify({ requestId: 'r', ...body, filler: pan.repeat(2_000) })),
    await send('atm', path, JSON.stringify({ requestId: 'r', ...body })),
    await send('forged', path, JSON.stringify({ requestId: 'r', ...body })),
    await send('stale', path, JSON.stringify({ requestId: 'r', ...body })),
    await send('unsigned', path, JSON.stringify({ requestId: 'r', ...body })),
  ]
  const changes = [
    {
      customerNumber: '1',
      nationalId: pan,
      name: 'x',
      mobile: pan,
      smsMember: true,
      branchCode: '1',
      cards: [{ pan: `${pan}9`, status: 'active', expires: '2031-12' }],
    },
  ]
  statuses.push((await tour.call('core', '/v1/core/customer-changes', { changes })).status)
  return statuses
}
