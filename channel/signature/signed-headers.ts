import type { SignatureHeaders } from '#channel/signature/read-signature.ts'
import type { SignatureRefusal } from '#domain/channel-client/signature-fault.ts'

export type SignedHeaders = {
  signature: SignatureHeaders | null
  /** Why there is no signature. */
  refusal: SignatureRefusal | null
  operatorSession: string | null
  /** As they came: name, value, name, value. */
  raw: readonly string[]
}

const names = ['signature-input', 'signature', 'content-digest', 'ramzban-operator-session'] as const

/**
 * The headers that a signature is made of, from the raw list of names and values: a header that is missing or repeated
 * counts as absent.
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
    refusal: complete ? null : findRefusal((name) => found.get(name)?.length ?? 0),
    operatorSession: only('ramzban-operator-session'),
    raw: rawHeaders,
  }
}

function findRefusal(count: (name: (typeof names)[number]) => number): SignatureRefusal {
  const needed = names.slice(0, 3)
  const twice = needed.find((name) => count(name) > 1)
  if (twice) return { reason: 'header_twice', part: twice }
  if (count('signature') === 0 && count('signature-input') === 0) return { reason: 'unsigned' }
  return { reason: 'header_missing', part: needed.find((name) => count(name) === 0) ?? '' }
}
