import { concatBytes, fromBase64url } from './encode-bytes.ts'

export interface SecretPayload {
  secret: string
  activationId: string
  enrollmentId: string
  deviceId: string
}

/** Opens a compact JWE of ECDH-ES + A256GCM (RFC 7516, RFC 7518 §4.6) with empty apu and apv. Throws on anything else. */
export async function openSecretJwe(jwe: string, agreementPrivateKey: CryptoKey): Promise<SecretPayload> {
  const [header, encryptedKey, iv, ciphertext, tag, ...rest] = jwe.split('.')
  if (!header || encryptedKey !== '' || !iv || !ciphertext || !tag || rest.length > 0) throw new Error('not such a JWE')
  const ephemeral = await importEphemeralKey(header)
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: ephemeral }, agreementPrivateKey, 256)
  const key = await crypto.subtle.importKey('raw', await concatKdf(new Uint8Array(shared)), 'AES-GCM', false, [
    'decrypt',
  ])
  const plaintext = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64url(iv), additionalData: new TextEncoder().encode(header), tagLength: 128 },
    key,
    concatBytes(fromBase64url(ciphertext), fromBase64url(tag)),
  )
  return readPayload(JSON.parse(new TextDecoder().decode(plaintext)))
}

async function importEphemeralKey(encodedHeader: string): Promise<CryptoKey> {
  const header = JSON.parse(new TextDecoder().decode(fromBase64url(encodedHeader)))
  const members = Object.keys(header).sort().join()
  if (members !== 'alg,enc,epk' || header.alg !== 'ECDH-ES' || header.enc !== 'A256GCM')
    throw new Error('not such a JWE')
  const { kty, crv, x, y } = header.epk
  return crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDH', namedCurve: 'P-256' }, false, [])
}

/** RFC 7518 §4.6.2: one round gives the 256 bits; every field goes with its 32-bit length before it. */
async function concatKdf(shared: Uint8Array): Promise<ArrayBuffer> {
  const algorithm = new TextEncoder().encode('A256GCM')
  const none = uint32(0)
  const otherInfo = concatBytes(uint32(algorithm.length), algorithm, none, none, uint32(256))
  return crypto.subtle.digest('SHA-256', concatBytes(uint32(1), shared, otherInfo))
}

function uint32(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4))
  bytes.setUint32(0, value)
  return new Uint8Array(bytes.buffer)
}

function readPayload(payload: Record<keyof SecretPayload, unknown>): SecretPayload {
  const { secret, activationId, enrollmentId, deviceId } = payload
  const members = [secret, activationId, enrollmentId, deviceId]
  if (!members.every((member) => typeof member === 'string')) throw new Error('incomplete payload')
  return { secret, activationId, enrollmentId, deviceId } as SecretPayload
}
