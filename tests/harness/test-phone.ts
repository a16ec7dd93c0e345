import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { compactDecrypt } from 'jose'
import { decodeBase32 } from '#domain/otp/base32.ts'
import { totp } from '#domain/otp/otp.ts'
import type { Pool } from '#server/database.ts'
import type { TestDatabase } from './open-test-database.ts'
import { readLatestCode } from './read-sms.ts'
import type { TestAnswer, TestBody, TestChannel } from './test-channel.ts'

export type TestPhone = {
  deviceId: string
  model: string
  agreementKey: KeyObject
  post: (path: string, body: TestBody) => Promise<TestAnswer>
  readMe: () => Promise<TestAnswer>
}
export type PhoneFixture = { channel: TestChannel; owner: Pool; database: TestDatabase }
export type OpenedSecret = { secret: Buffer; activationId: string; enrollmentId: string; deviceId: string }

const drawKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const publicJwk = (key: KeyObject) => createPublicKey(key).export({ format: 'jwk' })

export function registrationBody(mobile: string, model = 'Test Phone') {
  const [signing, agreement] = [drawKeys().privateKey, drawKeys().privateKey]
  const keys = { signingKey: publicJwk(signing), agreementKey: publicJwk(agreement) }
  return { signing, agreement, body: { mobile, platform: 'android', model, appVersion: '1.0', ...keys } }
}

/** Installs the app through the API: registers the mobile and types the code that came by SMS. */
export async function installPhone(fixture: PhoneFixture, mobile: string, model = 'Test Phone'): Promise<TestPhone> {
  const { channel, owner, database } = fixture
  const { signing, agreement, body } = registrationBody(mobile, model)
  const started = await channel.call(null, 'POST', '/v1/app/registrations', body)
  const code = await readLatestCode(owner, database, { mobile, template: 'registration_code' })
  const path = `/v1/app/registrations/${started.body.registrationId}/confirmations`
  const confirmed = await channel.call(null, 'POST', path, { code })
  if (confirmed.status !== 201) throw new Error(`The phone was not registered: ${confirmed.text}`)
  const signer = { keyId: confirmed.body.deviceId, privateKey: signing }
  return {
    deviceId: signer.keyId,
    model,
    agreementKey: agreement,
    post: (to, content) => channel.call(signer, 'POST', to, content),
    readMe: () => channel.call(signer, 'GET', '/v1/app/devices/me'),
  }
}

export async function openSecret(phone: TestPhone, secretJwe: string): Promise<OpenedSecret> {
  const { plaintext } = await compactDecrypt(secretJwe, phone.agreementKey)
  const { secret, ...ids } = JSON.parse(Buffer.from(plaintext).toString())
  return { ...ids, secret: Buffer.from(decodeBase32(secret) ?? []) }
}

/** The code an installation shows `steps` after now. */
export function codeOf(secret: Buffer, { digits, steps = 0 }: { digits: number; steps?: number }): string {
  const atMs = Date.now() + steps * 60_000
  return totp({ secret, digits, algorithm: 'SHA256', atMs, periodSeconds: 60, t0Seconds: 0 })
}

export type TokenOfAtm = { activationTokenId: string; enrollmentId: string; receiptPart: string; smsPart: string }

/** An ATM issues a token; the SMS part is read from the phone's messages. */
export async function issueToken(
  { channel, owner, database }: PhoneFixture,
  subject: { pan: { reveal: () => string }; mobile: string; pinKind?: 'first' | 'second' },
): Promise<TokenOfAtm> {
  const { mobile, pinKind = 'second' } = subject
  const body = { pan: subject.pan.reveal(), terminalId: 'ATM-0001', pinKind, mobile }
  const answer = await channel.call('atm', 'POST', '/v1/atm/activation-tokens', body)
  if (answer.status !== 201) throw new Error(`No token was issued: ${answer.text}`)
  const smsPart = await readLatestCode(owner, database, { mobile, template: 'activation_token' })
  return { ...answer.body, smsPart }
}

/** Redeems and confirms: what a customer at home with receipt and SMS ends up with. */
export async function activate(phone: TestPhone, token: TokenOfAtm): Promise<OpenedSecret> {
  const { receiptPart, smsPart } = token
  const redeemed = await phone.post('/v1/app/activations', { receiptPart, smsPart })
  if (redeemed.status !== 201) throw new Error(`The token was not redeemed: ${redeemed.text}`)
  const opened = await openSecret(phone, redeemed.body.secretJwe)
  const code = codeOf(opened.secret, redeemed.body.otp)
  const confirmed = await phone.post(`/v1/app/activations/${opened.activationId}/confirmations`, { code })
  if (confirmed.status !== 200) throw new Error(`The activation was not confirmed: ${confirmed.text}`)
  return opened
}
