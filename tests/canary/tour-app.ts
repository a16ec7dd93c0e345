import { generateKeyPairSync, randomInt } from 'node:crypto'
import { compactDecrypt } from 'jose'
import { decodeBase32 } from '#domain/otp/base32.ts'
import { awaitCode } from '#tests/harness/outbox.ts'
import type { TestSigner } from '#tests/harness/sign-test-request.ts'
import { codeOf, publicJwk } from '#tests/harness/test-phone.ts'
import { formsOfBytes } from './canaries.ts'
import type { Tour } from './tour.ts'
import { present, type TourCustomer } from './tour-customers.ts'

export type Phone = { signer: TestSigner; agreementKey: ReturnType<typeof drawKey> }

const drawKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const digits = (length: number): string => Array.from({ length }, () => randomInt(10)).join('')

/** Registers the app with a wrong and then the right code from the SMS. */
export async function installApp(tour: Tour, { mobile }: TourCustomer): Promise<Phone> {
  const [signing, agreementKey] = [drawKey(), drawKey()]
  const keys = { signingKey: publicJwk(signing), agreementKey: publicJwk(agreementKey) }
  const body = { mobile, platform: 'android', model: 'Canary', appVersion: '1.0', ...keys }
  const started = await tour.call(null, '/v1/app/registrations', body)
  const code = await awaitCode(tour.system.dataFolder, { to: mobile, template: 'registration_code' })
  const wrong = digits(6)
  tour.canaries.noteCode('a registration code', code)
  tour.canaries.noteCode('a wrong registration code', wrong)
  const path = `/v1/app/registrations/${started.body.registrationId}/confirmations`
  await tour.call(null, path, { code: wrong })
  const confirmed = await tour.call(null, path, { code })
  return { signer: { keyId: confirmed.body.deviceId, privateKey: signing }, agreementKey }
}

/** Both halves of a token that was issued by the given call: wrong, mistyped and right; then the first code. */
export async function activate(
  tour: Tour,
  phone: Phone,
  customer: TourCustomer,
  issue: () => Promise<string>,
): Promise<Buffer> {
  const after = tour.countSms(customer.mobile, 'activation_token')
  const receiptPart = await issue()
  const smsPart = await awaitCode(tour.system.dataFolder, { to: customer.mobile, template: 'activation_token', after })
  tour.canaries.note('a receipt part', receiptPart)
  tour.canaries.note('an SMS part', smsPart)
  const { signer } = phone
  await tour.call(signer, '/v1/app/activations', { receiptPart, smsPart: '9X8W7V6T5S4B' })
  await tour.call(signer, '/v1/app/activations', { receiptPart: receiptPart.slice(1), smsPart })
  const redeemed = await tour.call(signer, '/v1/app/activations', { receiptPart, smsPart })
  if (redeemed.status !== 201) throw new Error(`The token was not redeemed: ${redeemed.text}`)
  tour.canaries.note('a secretJwe', redeemed.body.secretJwe)
  const { plaintext } = await compactDecrypt(redeemed.body.secretJwe, phone.agreementKey)
  const { secret: base32, activationId } = JSON.parse(Buffer.from(plaintext).toString())
  const secret = Buffer.from(decodeBase32(base32) ?? [])
  tour.canaries.note('a TOTP secret', base32, ...formsOfBytes(secret))
  const [wrong, right] = [digits(7), codeOf(secret, redeemed.body.otp)]
  tour.canaries.noteCode('a wrong first code', wrong)
  tour.canaries.noteCode('a first code', right)
  const path = `/v1/app/activations/${activationId}/confirmations`
  await tour.call(signer, path, { code: wrong })
  const confirmed = await tour.call(signer, path, { code: right })
  if (confirmed.status !== 200) throw new Error(`The activation was not confirmed: ${confirmed.text}`)
  return secret
}

export async function payByApp(tour: Tour, customer: TourCustomer, secret: Buffer): Promise<string> {
  const code = codeOf(secret, { digits: 7, steps: 1 })
  tour.canaries.noteCode('an app code', code)
  return await present(tour, customer, code)
}
