import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { groupThumbprint } from '#domain/channel-client/group-thumbprint.ts'
import { readMachineKey } from '#domain/channel-client/machine-key.ts'
import { publicKeyThumbprint } from '#domain/channel-client/public-key.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const jwk = publicKey.export({ format: 'jwk' })
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
const other = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey

test('the same key is read from a JWK, from PEM and from bare base64', () => {
  const bare = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  for (const typed of [
    JSON.stringify({ ...jwk, kid: 'mine', use: 'enc' }),
    `\n${pem}\n`,
    pem.replaceAll('\n', '\r\n'),
    bare,
  ]) {
    expect(readMachineKey(typed)).toEqual({ key: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y }, fault: null })
  }
})

const offCurve = Buffer.from(publicKey.export({ format: 'der', type: 'spki' }))
offCurve[offCurve.length - 1] = (offCurve.at(-1) ?? 0) ^ 1
const flipped = Buffer.from(String(jwk.y), 'base64url')
flipped[0] = (flipped[0] ?? 0) ^ 1

test.each([
  ['nothing', '', 'missing'],
  ['a sentence', 'کلید را فردا می‌فرستیم', 'no_key'],
  ['broken JSON', '{"kty":"EC",', 'no_key'],
  ['a private JWK', JSON.stringify(privateKey.export({ format: 'jwk' })), 'private'],
  ['a private PEM', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 'private'],
  ['an SEC 1 private PEM', privateKey.export({ format: 'pem', type: 'sec1' }).toString(), 'private'],
  ['a shared secret', '{"kty":"oct","k":"AAAA"}', 'private'],
  ['another curve', JSON.stringify(other('secp384r1').export({ format: 'jwk' })), 'other_curve'],
  ['another curve as PEM', other('secp256k1').export({ format: 'pem', type: 'spki' }).toString(), 'other_curve'],
  [
    'RSA',
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    'other_curve',
  ],
  ['Ed25519', JSON.stringify(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })), 'other_curve'],
  ['a point beside the curve', JSON.stringify({ ...jwk, y: flipped.toString('base64url') }), 'off_curve'],
  ['a point beside the curve as DER', offCurve.toString('base64'), 'off_curve'],
  ['a coordinate spelled otherwise', JSON.stringify({ ...jwk, x: `${jwk.x}=` }), 'no_key'],
  ['two keys', `${pem}${pem}`, 'several'],
  ['a set of keys', JSON.stringify({ keys: [jwk, jwk] }), 'several'],
  ['a thumbprint in its place', publicKeyThumbprint(jwk as never), 'no_key'],
] as const)('%s is no machine’s key', (_what, typed, fault) => {
  expect(readMachineKey(typed)).toEqual({ key: null, fault })
})

test('a thumbprint is that of RFC 7638 §3 and is read in fours', () => {
  // Reckoned with `openssl dgst -sha256 -binary | basenc --base64url` over RFC 7515 appendix A.3's key.
  const key = {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  } as const
  const thumbprint = publicKeyThumbprint(key)
  expect(thumbprint).toBe('oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U')
  expect(groupThumbprint(thumbprint).split(' ')).toHaveLength(11)
})
