import { setTimeout as pause } from 'node:timers/promises'
import { askForCode, presentCode, verificationBody } from '#tests/harness/gateway-calls.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment, type TestAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { postSigned } from '#tests/harness/post-signed.ts'
import type { Processes } from '#tests/harness/start-processes.ts'

export const purchase = { amount: 1_250_000, terminalId: 'T-100' }

/** `others` take turns with `customer`, so that no card is asked for more often than any policy lets it. */
export type Shopper = { customer: TestCustomer; others: TestCustomer[]; app: TestAppEnrollment | null }
const SMS_CARDS_BESIDE = 20

export type Acceptance = {
  customer: TestCustomer
  code: string
  verificationId: string
  method: 'sms' | 'app'
  atMs: number
}
export type WrongTries = { customer: TestCustomer; acknowledged: number }
export type Deeds = { acceptances: Acceptance[]; wrongTries: WrongTries[]; unexpected: string[]; abandoned: number }

export async function makeShoppers(system: Processes, count: number): Promise<Shopper[]> {
  const shoppers: Shopper[] = []
  for (let place = 0; place < count; place++) {
    const nowMs = Date.now()
    const customer = await makeCustomer(system.owner, system.keys, { nowMs })
    if (place % 2 === 0) await makeSmsEnrollment(system.owner, customer, { nowMs })
    const app = place % 2 === 0 ? null : await makeAppEnrollment(system.owner, system.keys, customer, { nowMs })
    const others = app ? [] : await makeSmsCustomers(system, SMS_CARDS_BESIDE)
    shoppers.push({ customer, others, app })
  }
  return shoppers
}

async function makeSmsCustomers({ owner, keys }: Processes, count: number): Promise<TestCustomer[]> {
  const customers: TestCustomer[] = []
  while (customers.length < count) {
    const nowMs = Date.now()
    const customer = await makeCustomer(owner, keys, { nowMs })
    await makeSmsEnrollment(owner, customer, { nowMs })
    customers.push(customer)
  }
  return customers
}

/** Clients that pay, each with the cards of its own, until told to stop; some give up on an answer that is lost. */
export async function workUntil(system: Processes, shoppers: Shopper[], stopped: () => boolean): Promise<Deeds> {
  const deeds: Deeds = { acceptances: [], wrongTries: [], unexpected: [], abandoned: 0 }
  await Promise.all(shoppers.map((shopper, place) => work({ system, shopper, place, stopped, deeds })))
  return deeds
}

type Work = { system: Processes; shopper: Shopper; place: number; stopped: () => boolean; deeds: Deeds }

async function work({ system, shopper, place, stopped, deeds }: Work): Promise<void> {
  const { app } = shopper
  const customers = [shopper.customer, ...shopper.others]
  let turn = 0
  if (place % 10 === 9) return await mistype({ system, shopper, place, stopped, deeds })
  const givesUp = place % 10 === 8
  let lastStep = 0
  while (!stopped()) {
    const step = Math.floor(Date.now() / 60_000)
    if (app && step <= lastStep) await pause(500)
    else {
      const customer = customers[turn++ % customers.length] ?? shopper.customer
      const code = app ? app.codeAt(step * 60_000) : (await askForCode(system, customer, purchase)).code
      if (givesUp) await abandon(system, customer, code, deeds)
      else await pay(system, { customer, app }, code, deeds)
    }
    lastStep = step
  }
}

async function pay(
  system: Processes,
  { customer, app }: Pick<Shopper, 'customer' | 'app'>,
  code: string,
  deeds: Deeds,
): Promise<void> {
  const { status, body } = await presentCode(system, customer, { ...purchase, code })
  const { outcome, verificationId } = body
  const method = app ? 'app' : 'sms'
  if (outcome === 'accepted') deeds.acceptances.push({ customer, code, method, verificationId, atMs: Date.now() })
  else deeds.unexpected.push(`${method} ${status} ${JSON.stringify(body)}`)
}

/** Four wrong codes, one below the closing: each is repeated until its answer is known, and so counts exactly once. */
async function mistype({ system, shopper: { customer }, place, stopped, deeds }: Work): Promise<void> {
  const tries: WrongTries = { customer, acknowledged: 0 }
  deeds.wrongTries.push(tries)
  for (let round = 0; round < 4 && !stopped(); round++) {
    const use = { amount: 1_000, terminalId: `T-wrong-${place}`, code: '1234' }
    const { body } = await presentCode(system, customer, use)
    if (body.reason === 'invalid_code') tries.acknowledged += 1
    else deeds.unexpected.push(`wrong code: ${JSON.stringify(body)}`)
    await pause(2_000)
  }
}

/** Sends a code and does not wait to learn what became of it. */
async function abandon(system: Processes, customer: TestCustomer, code: string, deeds: Deeds): Promise<void> {
  const {
    channelUrls: [url = ''],
    signers,
  } = system
  const body = verificationBody(customer, { ...purchase, code })
  await postSigned(url, signers.gateway, { path: '/v1/gateway/verifications', body }).catch(() => {
    deeds.abandoned += 1
  })
  await pause(200)
}
