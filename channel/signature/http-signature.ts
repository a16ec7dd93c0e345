import { createHmac, hash, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import {
  components,
  componentsWithOperator,
  OPERATOR_SESSION,
  type ParsedSignature,
} from '#channel/signature/read-signature.ts'
import { componentValue, type RequestHead, type Scheme } from '#channel/signature/signature-components.ts'
import type { SignatureRefusal } from '#domain/channel-client/signature-fault.ts'
import { keyObjectOf } from '#server/keys.ts'

export type SignatureKey =
  | { algorithm: 'hmac-sha256'; secret: Buffer }
  | { algorithm: 'ecdsa-p256-sha256'; publicKey: KeyObject }

/** `operatorSession`: a component that the signature must cover too; null where there is none. */
export type SignedHead = RequestHead & { operatorSession: string | null }
export type SignedMessage = SignedHead & { body: Buffer }

/**
 * RFC 9421 §3.2 with RFC 9530: what is wrong, or null. The key says which algorithm holds and the caller which
 * components must be covered; the request's own claims must agree with both.
 */
export function findSignatureRefusal(
  parsed: ParsedSignature,
  message: SignedMessage,
  key: SignatureKey,
): SignatureRefusal | null {
  const refusal = findHeadRefusal(parsed, message, key)
  if (refusal) return refusal
  const digest = hash('sha256', message.body, 'base64')
  return equals(Buffer.from(parsed.sha256), Buffer.from(digest)) ? null : { reason: 'wrong_digest' }
}

/** The same without the body: whether the headers, with the digest they name, were signed by this key. */
export function findHeadRefusal(parsed: ParsedSignature, head: SignedHead, key: SignatureKey): SignatureRefusal | null {
  if (head.operatorSession !== null && !parsed.covered.includes(OPERATOR_SESSION)) {
    return { reason: 'component_missing', part: OPERATOR_SESSION }
  }
  if (parsed.algorithm !== null && parsed.algorithm !== key.algorithm) {
    return { reason: 'wrong_algorithm', part: parsed.algorithm }
  }
  const absent = findAbsent(parsed, head)
  if (absent !== undefined) return { reason: 'component_absent', part: absent }
  const bases = listBases(parsed, head)
  return bases.some((base) => isSignedBy(key, base, parsed.signature)) ? null : { reason: 'wrong_signature' }
}

function findAbsent(parsed: ParsedSignature, head: SignedHead): string | undefined {
  if (parsed.covered === components) return undefined
  return parsed.covered.find((name) => componentOf(name, head, parsed, 'http') === null)
}

/** More than one only where what is covered depends on the scheme, which a server behind a proxy cannot know. */
function listBases(parsed: ParsedSignature, head: SignedHead): string[] {
  const bases = [signatureBase(parsed, head, 'http')]
  if (parsed.covered === components || parsed.covered === componentsWithOperator) return bases
  return [...new Set([...bases, signatureBase(parsed, head, 'https')])]
}

/** RFC 9421 §2.5: one line a component, no line feed after the last. */
function signatureBase(parsed: ParsedSignature, head: SignedHead, scheme: Scheme): string {
  const lines = parsed.covered.map((name) => `"${name}": ${componentOf(name, head, parsed, scheme)}`)
  return `${lines.join('\n')}\n"@signature-params": ${parsed.parameters}`
}

function componentOf(
  name: string,
  head: SignedHead,
  { contentDigest }: ParsedSignature,
  scheme: Scheme,
): string | null {
  if (name === 'content-digest') return contentDigest
  if (name === OPERATOR_SESSION && head.operatorSession !== null) return head.operatorSession
  return componentValue(name, head, scheme)
}

function isSignedBy(key: SignatureKey, base: string, signature: Buffer): boolean {
  // Header fields come as bytes, one a character.
  const bytes = Buffer.from(base, 'latin1')
  if (key.algorithm === 'hmac-sha256') {
    return equals(createHmac('sha256', keyObjectOf(key.secret)).update(bytes).digest(), signature)
  }
  if (signature.length !== 64) return false
  return verify('sha256', bytes, { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
}

function equals(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}
