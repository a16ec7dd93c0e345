import { toBase64 } from './encode-bytes.ts'

export interface SignedRequestInput {
  method: 'GET' | 'POST'
  path: string
  body: Uint8Array<ArrayBuffer>
  createdSeconds: number
  keyId: string
  signingKey: CryptoKey
}

export interface SignatureHeaders {
  'content-digest': string
  'signature-input': string
  signature: string
}

/** RFC 9421, label sig1; WebCrypto's ECDSA answers the 64-byte r‖s that ecdsa-p256-sha256 asks for (§3.3.4). */
export async function signRequest(input: SignedRequestInput): Promise<SignatureHeaders> {
  const contentDigest = await digestContent(input.body)
  const parameters = signatureParameters(input)
  const base = signatureBase({ method: input.method, path: input.path, contentDigest, parameters })
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(algorithm, input.signingKey, new TextEncoder().encode(base))
  return {
    'content-digest': contentDigest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${toBase64(new Uint8Array(signature))}:`,
  }
}

/** RFC 9530: sha-256 of the exact body bytes; of no bytes for GET. */
export async function digestContent(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', body)
  return `sha-256=:${toBase64(new Uint8Array(digest))}:`
}

export function signatureParameters({ createdSeconds, keyId }: { createdSeconds: number; keyId: string }): string {
  return `("@method" "@path" "content-digest");created=${createdSeconds};keyid="${keyId}";alg="ecdsa-p256-sha256"`
}

/** RFC 9421 §2.5: one line a component, no line feed after the last. */
export function signatureBase(parts: {
  method: string
  path: string
  contentDigest: string
  parameters: string
}): string {
  return [
    `"@method": ${parts.method}`,
    `"@path": ${parts.path}`,
    `"content-digest": ${parts.contentDigest}`,
    `"@signature-params": ${parts.parameters}`,
  ].join('\n')
}
