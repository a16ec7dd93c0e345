import { CompactEncrypt, importJWK } from 'jose'
import { expect, test } from 'vitest'
import { exportPublicJwk, generateDeviceKeys } from './device-keys.ts'
import { openSecretJwe } from './open-secret-jwe.ts'

const payload = { secret: 'MFRGGZDF', activationId: 'a', enrollmentId: 'e', deviceId: 'd' }

async function sealFor(publicKey: CryptoKey, content: unknown, header: Record<string, string> = {}): Promise<string> {
  const recipient = await importJWK(await exportPublicJwk(publicKey), 'ECDH-ES')
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...header })
    .encrypt(recipient)
}

test('the secret that another implementation sealed to this phone is opened', async () => {
  const { agreement } = await generateDeviceKeys()
  expect(await openSecretJwe(await sealFor(agreement.publicKey, payload), agreement.privateKey)).toEqual(payload)
})

test('another phone cannot open it', async () => {
  const [own, other] = await Promise.all([generateDeviceKeys(), generateDeviceKeys()])
  const jwe = await sealFor(own.agreement.publicKey, payload)
  await expect(openSecretJwe(jwe, other.agreement.privateKey)).rejects.toThrow()
})

test('a changed header, key, text or tag is refused', async () => {
  const { agreement } = await generateDeviceKeys()
  const parts = (await sealFor(agreement.publicKey, payload)).split('.')
  for (const index of [0, 1, 2, 3, 4]) {
    const changed = parts.with(
      index,
      index === 1 ? 'AA' : `${parts[index]?.startsWith('A') ? 'B' : 'A'}${parts[index]?.slice(1)}`,
    )
    await expect(openSecretJwe(changed.join('.'), agreement.privateKey)).rejects.toThrow()
  }
})

test('a header with more than alg, enc and epk, or another algorithm, is refused', async () => {
  const { agreement } = await generateDeviceKeys()
  const withKid = await sealFor(agreement.publicKey, payload, { kid: 'x' })
  await expect(openSecretJwe(withKid, agreement.privateKey)).rejects.toThrow('not such a JWE')
  const shorter = await sealFor(agreement.publicKey, payload, { enc: 'A128GCM' })
  await expect(openSecretJwe(shorter, agreement.privateKey)).rejects.toThrow('not such a JWE')
})

test('a payload without every member is refused', async () => {
  const { agreement } = await generateDeviceKeys()
  const jwe = await sealFor(agreement.publicKey, { secret: 'MFRGGZDF' })
  await expect(openSecretJwe(jwe, agreement.privateKey)).rejects.toThrow('incomplete payload')
})
