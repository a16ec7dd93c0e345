import type { SignatureHeaders } from '#channel/http-signature.ts'

export type SignedHeaders = { signature: SignatureHeaders | null; operatorSession: string | null }

const names = ['signature-input', 'signature', 'content-digest', 'ramzban-operator-session'] as const

/**
 * The headers that a signature is made of, from the raw list of names and values: a header that is missing or stands
 * there twice is no header.
 */
export function readSignedHeaders(rawHeaders: readonly string[]): SignedHeaders {
  const found = new Map<string, string[]>(names.map((name) => [name, []]))
  for (let place = 0; place < rawHeaders.length; place += 2) {
    found.get(rawHeaders[place]?.toLowerCase() ?? '')?.push(rawHeaders[place + 1] ?? '')
  }
  const only = (name: (typeof names)[number]): string | null => {
    const values = found.get(name) ?? []
    return values.length === 1 ? (values[0] ?? null) : null
  }
  const signatureInput = only('signature-input')
  const signature = only('signature')
  const contentDigest = only('content-digest')
  const complete = signatureInput !== null && signature !== null && contentDigest !== null
  return {
    signature: complete ? { signatureInput, signature, contentDigest } : null,
    operatorSession: only('ramzban-operator-session'),
  }
}
