import { createHash, createPublicKey, verify as verifyWithNode } from 'node:crypto'
import { expect, test } from 'vitest'
import { exportPublicJwk, generateDeviceKeys } from './device-keys.ts'
import { signatureBase, signRequest } from './signed-request.ts'

const body = new TextEncoder().encode('{"requestId":"r1","code":"۱۲"}')

test('the signature base is the four lines of RFC 9421, in order, without a last line feed', () => {
  const base = signatureBase({
    method: 'POST',
    path: '/v1/app/activations',
    contentDigest: 'sha-256=:X:',
    parameters: '("@method");created=1',
  })
  expect(base).toBe(
    '"@method": POST\n"@path": /v1/app/activations\n"content-digest": sha-256=:X:\n"@signature-params": ("@method");created=1',
  )
})

test('the headers hold label, components and parameters in the order the bank fixes', async () => {
  const { signing } = await generateDeviceKeys()
  const headers = await signRequest({
    method: 'POST',
    path: '/v1/app/activations',
    body,
    createdSeconds: 1_700_000_000,
    keyId: 'device-1',
    signingKey: signing.privateKey,
  })
  expect(headers['content-digest']).toBe(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`)
  expect(headers['signature-input']).toBe(
    'sig1=("@method" "@path" "content-digest");created=1700000000;keyid="device-1";alg="ecdsa-p256-sha256"',
  )
  expect(headers.signature).toMatch(/^sig1=:[A-Za-z0-9+/]{86}==:$/)
})

test('another implementation verifies the 64-byte signature, and not over another path', async () => {
  const { signing } = await generateDeviceKeys()
  const request = { method: 'GET' as const, path: '/v1/app/devices/me', body: new Uint8Array() }
  const key = createPublicKey({ key: { ...(await exportPublicJwk(signing.publicKey)) }, format: 'jwk' })
  const headers = await signRequest({
    ...request,
    createdSeconds: 1,
    keyId: 'd',
    signingKey: signing.privateKey,
  })
  expect(headers['content-digest']).toBe('sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:')
  const signature = Buffer.from(headers.signature.slice('sig1=:'.length, -1), 'base64')
  const parameters = headers['signature-input'].slice('sig1='.length)
  const holds = (path: string) =>
    verifyWithNode(
      'sha256',
      Buffer.from(signatureBase({ ...request, path, contentDigest: headers['content-digest'], parameters })),
      { key, dsaEncoding: 'ieee-p1363' },
      signature,
    )
  expect(signature).toHaveLength(64)
  expect(holds('/v1/app/devices/me')).toBe(true)
  expect(holds('/v1/app/devices/you')).toBe(false)
})

test('the private keys of a phone cannot be taken out of it', async () => {
  const { signing, agreement } = await generateDeviceKeys()
  await expect(crypto.subtle.exportKey('jwk', signing.privateKey)).rejects.toThrow()
  await expect(crypto.subtle.exportKey('jwk', agreement.privateKey)).rejects.toThrow()
})
