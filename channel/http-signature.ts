import { createHmac, hash, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { keyObjectOf } from '#server/keys.ts'

export type SignatureHeaders = { signatureInput: string; signature: string; contentDigest: string }

/** What a `Signature-Input` in the contract's one form claims; nothing of it is believed before it is verified. */
export type ParsedSignature = {
  covered: readonly string[]
  createdSeconds: number
  keyId: string
  algorithm: string
  parameters: string
  contentDigest: string
  signature: Buffer
}

export type SignatureKey =
  | { algorithm: 'hmac-sha256'; secret: Buffer }
  | { algorithm: 'ecdsa-p256-sha256'; publicKey: KeyObject }

export type SignedMessage = { method: string; path: string; body: Buffer; operatorSession: string | null }

const components = ['@method', '@path', 'content-digest'] as const
const componentsWithOperator = [...components, 'ramzban-operator-session'] as const

const inputForm =
  /^sig1=(\(("@method" "@path" "content-digest"(?: "ramzban-operator-session")?)\);created=([1-9][0-9]{0,11});keyid="([A-Za-z0-9_-]{1,64})";alg="([a-z0-9-]{1,32})")$/
const signatureForm = /^sig1=:([A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==):$/
const digestForm = /^sha-256=:([A-Za-z0-9+/]{43}=):$/

/** Null unless the three headers have exactly the form of the contract: label, list, order, one digest. */
export function parseSignature({ signatureInput, signature, contentDigest }: SignatureHeaders): ParsedSignature | null {
  const input = inputForm.exec(signatureInput)
  const base64 = signatureForm.exec(signature)?.[1]
  if (!input || base64 === undefined || !digestForm.test(contentDigest)) return null
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64) return null
  const [, parameters = '', list = '', created = '', keyId = '', algorithm = ''] = input
  return {
    covered: list.split(' ').map((name) => name.slice(1, -1)),
    createdSeconds: Number(created),
    keyId,
    algorithm,
    parameters,
    contentDigest,
    signature: bytes,
  }
}

/**
 * RFC 9421 §3.2 with RFC 9530. The key says which algorithm holds and the caller which components must be covered;
 * the request's own claims must agree with both.
 */
export function isSignatureRight(parsed: ParsedSignature, message: SignedMessage, key: SignatureKey): boolean {
  if (!areHeadersSigned(parsed, message, key)) return false
  const digest = hash('sha256', message.body, 'base64')
  return equals(Buffer.from(parsed.contentDigest), Buffer.from(`sha-256=:${digest}:`))
}

/** The same without the body: the headers, with the digest they name, were signed by this key. */
export function areHeadersSigned(
  parsed: ParsedSignature,
  message: Omit<SignedMessage, 'body'>,
  key: SignatureKey,
): boolean {
  const wanted = message.operatorSession === null ? components : componentsWithOperator
  if (parsed.algorithm !== key.algorithm || parsed.covered.join() !== wanted.join()) return false
  const base = Buffer.from(signatureBase(parsed, message))
  if (key.algorithm === 'hmac-sha256') {
    return equals(createHmac('sha256', keyObjectOf(key.secret)).update(base).digest(), parsed.signature)
  }
  if (parsed.signature.length !== 64) return false
  return verify('sha256', base, { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, parsed.signature)
}

/** RFC 9421 §2.5: one line a component, no line feed after the last. */
function signatureBase({ contentDigest, parameters }: ParsedSignature, message: Omit<SignedMessage, 'body'>): string {
  const lines = [`"@method": ${message.method}`, `"@path": ${message.path}`, `"content-digest": ${contentDigest}`]
  if (message.operatorSession !== null) lines.push(`"ramzban-operator-session": ${message.operatorSession}`)
  return [...lines, `"@signature-params": ${parameters}`].join('\n')
}

function equals(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}
