export interface SealedBytes {
  iv: Uint8Array<ArrayBuffer>
  ciphertext: ArrayBuffer
}

export interface KeyDerivation {
  rounds: number
  salt: Uint8Array<ArrayBuffer>
}

export const PBKDF2_ROUNDS_MIN = 600_000

/** PBKDF2-SHA-256 of the app password to an AES-256-GCM key that cannot be exported. */
export async function deriveVaultKey(appPassword: string, { rounds, salt }: KeyDerivation): Promise<CryptoKey> {
  if (rounds < PBKDF2_ROUNDS_MIN) throw new RangeError('too few rounds')
  const bytes = new TextEncoder().encode(appPassword)
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey'])
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', iterations: rounds, salt }
  const cipher = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.deriveKey(parameters, material, cipher, false, ['encrypt', 'decrypt'])
}

/** The label is authenticated with the bytes, so that one sealed record cannot stand in for another. */
export async function sealBytes(
  key: CryptoKey,
  label: string,
  plaintext: Uint8Array<ArrayBuffer>,
): Promise<SealedBytes> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const additionalData = new TextEncoder().encode(label)
  return { iv, ciphertext: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext) }
}

/** Null when the key or the label is not the one it was sealed with. */
export async function openBytes(
  key: CryptoKey,
  label: string,
  { iv, ciphertext }: SealedBytes,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const additionalData = new TextEncoder().encode(label)
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, ciphertext))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}
