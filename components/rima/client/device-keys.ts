export interface DeviceKeys {
  signing: CryptoKeyPair
  agreement: CryptoKeyPair
}

export interface PublicJwk {
  kty: string
  crv: string
  x: string
  y: string
}

/** The private halves cannot leave the browser: they are made non-extractable and kept as CryptoKeys. */
export async function generateDeviceKeys(): Promise<DeviceKeys> {
  const [signing, agreement] = await Promise.all([
    crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
  ])
  return { signing, agreement }
}

export async function exportPublicJwk(key: CryptoKey): Promise<PublicJwk> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key)
  if (!kty || !crv || !x || !y) throw new TypeError('not an elliptic-curve public key')
  return { kty, crv, x, y }
}
