import { spawnSync } from 'node:child_process'
import {
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomUUID,
} from 'node:crypto'
import { awaitSms, client, post, send } from './bank.mjs'

export function makeKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

export function publicJwk({ publicKey }) {
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  return { kty, crv, x, y }
}

export function registrationBody(mobile, more = {}) {
  const [signing, agreement] = [makeKeys(), makeKeys()]
  const body = {
    ...{ requestId: randomUUID(), mobile, platform: 'android', model: 'Independent 1', appVersion: '0.1' },
    ...{ signingKey: publicJwk(signing), agreementKey: publicJwk(agreement), ...more },
  }
  return { body, signing, agreement }
}

/** Steps 2 and 3 of the app: an installation with its own keys on this number. */
export async function register(mobile) {
  const { body, signing, agreement } = registrationBody(mobile)
  const start = () => send(null, 'POST', '/v1/app/registrations', { body })
  const { answer, code } = await awaitSms(mobile, 'registration_code', start)
  const { registrationId } = answer.body
  const path = `/v1/app/registrations/${registrationId}/confirmations`
  const confirmed = await post(null, path, { code })
  const signer = { keyId: confirmed.body.deviceId, alg: 'ecdsa-p256-sha256', key: signing.privateKey }
  return { signer, agreement, registrationId, code, answers: { started: answer, confirmed } }
}

/** The token's two halves: the ATM's answer, and the SMS. */
export async function takeToken({ pan, mobile }, pinKind = 'second') {
  const ask = () => post(client('atm'), '/v1/atm/activation-tokens', { pan, terminalId: 'ATM-IND-1', pinKind, mobile })
  const { answer, code } = await awaitSms(mobile, 'activation_token', ask)
  return { answer, receiptPart: answer.body.receiptPart, smsPart: code }
}

export async function redeem(installation, { receiptPart, smsPart }) {
  return await post(installation.signer, '/v1/app/activations', { receiptPart, smsPart })
}

export async function confirm(installation, activationId, code) {
  return await post(installation.signer, `/v1/app/activations/${activationId}/confirmations`, { code })
}

/** Opens the compact JWE by hand: ECDH-ES, Concat KDF of RFC 7518 §4.6.2, A256GCM. */
export function openSecretJwe(jwe, { privateKey }) {
  const [header, encryptedKey, iv, sealed, tag] = jwe.split('.')
  if (encryptedKey !== '') throw new Error('the key is agreed upon, not sent')
  const protectedHeader = JSON.parse(Buffer.from(header, 'base64url'))
  const publicKey = createPublicKey({ key: protectedHeader.epk, format: 'jwk' })
  const agreed = diffieHellman({ privateKey, publicKey })
  const info = Buffer.concat([word(1), agreed, lengthFirst('A256GCM'), word(0), word(0), word(256)])
  const key = createHash('sha256').update(info).digest()
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
  decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(Buffer.from(tag, 'base64url'))
  const text = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()])
  return { protectedHeader, payload: JSON.parse(text) }
}

export const hasOathtool = spawnSync('oathtool', ['--version']).status === 0

/** The code `steps` minutes from now. */
export function totp(secret, { digits }, steps = 0) {
  const atSeconds = Math.floor(Date.now() / 1000) + steps * 60
  const args = ['--totp=sha256', '--base32', `--digits=${digits}`, '--time-step-size=60s', `--now=@${atSeconds}`, '-']
  const run = spawnSync('oathtool', args, { input: `${secret}\n`, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim()
}

function word(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function lengthFirst(text) {
  return Buffer.concat([word(text.length), Buffer.from(text, 'ascii')])
}
