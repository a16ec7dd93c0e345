import {
  type Dictionary,
  type InnerList,
  type Item,
  isInnerList,
  parseDictionary,
  serializeDictionary,
  serializeInnerList,
  serializeItem,
} from 'structured-headers'
import type { ParsedSignature, ReadSignature, SignatureHeaders } from '#channel/signature/read-signature.ts'
import { isKnownComponent } from '#channel/signature/signature-components.ts'
import type { SignatureFault, SignatureRefusal } from '#domain/channel-client/signature-fault.ts'

const LENGTH_MAX = 4_096
const SHA256_BYTES = 32
const mustCover = ['@method', '@path', 'content-digest']
const algorithms = ['hmac-sha256', 'ecdsa-p256-sha256']
const keyIdForm = /^[A-Za-z0-9_-]{1,64}$/

type FoundMember = { label: string; keyId?: string } & (
  | { claim: Omit<ParsedSignature, 'contentDigest' | 'sha256'>; refusal: null }
  | { claim: null; refusal: SignatureRefusal }
)

/** Any form that RFC 9421 and RFC 8941 allow; of several signatures the one that has all that the contract asks for. */
export function readAnyForm({ signatureInput, signature, contentDigest }: SignatureHeaders): ReadSignature {
  const inputs = readDictionary(signatureInput)
  if (!inputs || inputs.size === 0) return refuse('malformed_input')
  const signatures = readDictionary(signature)
  if (!signatures) return refuse('malformed_signature')
  const found = [...inputs].map(([label, member]) => readMember(label, member, signatures))
  const [first, ...more] = found.filter(({ claim }) => claim !== null)
  if (!first?.claim) {
    const [{ refusal, label, keyId } = { refusal: null, label: '', keyId: '' }] = found
    return { parsed: null, refusal: refusal ?? { reason: 'malformed_input' }, label, keyId: keyId ?? '' }
  }
  const { label, keyId } = first.claim
  if (more.length > 0) return { parsed: null, refusal: { reason: 'several_signatures' }, label, keyId }
  const sha256 = readSha256(contentDigest)
  if (sha256 === null) return { parsed: null, refusal: { reason: 'malformed_digest' }, label, keyId }
  return { parsed: { ...first.claim, contentDigest, sha256 }, refusal: null }
}

function refuse(reason: SignatureFault): ReadSignature {
  return { parsed: null, refusal: { reason } }
}

/**
 * Null unless the text is a dictionary in its canonical spelling but for blanks: so no name stands twice, which parsing
 * alone would pass over, and one value has one spelling.
 */
function readDictionary(text: string): Dictionary | null {
  if (text.length > LENGTH_MAX) return null
  try {
    const dictionary = parseDictionary(text)
    return withoutBlanks(serializeDictionary(dictionary)) === withoutBlanks(text) ? dictionary : null
  } catch {
    return null
  }
}

const withoutBlanks = (text: string): string => text.replace(/[ \t]/g, '')

function readMember(label: string, member: Item | InnerList, signatures: Dictionary): FoundMember {
  if (!isInnerList(member)) return { label, claim: null, refusal: { reason: 'malformed_input' } }
  const [, parameters] = member
  const keyId = parameters.get('keyid')
  const named = { label, ...(typeof keyId === 'string' ? { keyId } : {}) }
  const refusal = findRefusal(member)
  if (refusal) return { ...named, claim: null, refusal }
  const bytes = readBytes(signatures, label)
  if (typeof bytes === 'string') return { ...named, claim: null, refusal: { reason: bytes } }
  return {
    ...named,
    refusal: null,
    claim: {
      label,
      covered: member[0].map(([name]) => String(name)),
      createdSeconds: Number(parameters.get('created')),
      expiresSeconds: (parameters.get('expires') as number | undefined) ?? null,
      keyId: String(keyId),
      algorithm: (parameters.get('alg') as string | undefined) ?? null,
      parameters: serializeInnerList(member),
      signature: bytes,
    },
  }
}

function findRefusal([items, parameters]: InnerList): SignatureRefusal | null {
  const names: string[] = []
  for (const item of items) {
    const [name, itsParameters] = item
    if (typeof name !== 'string' || names.includes(name)) return { reason: 'malformed_input' }
    if (itsParameters.size > 0 || !isKnownComponent(name)) {
      return { reason: 'component_unsupported', part: serializeItem(item).replaceAll('"', '') }
    }
    names.push(name)
  }
  const uncovered = mustCover.find((name) => !names.includes(name))
  if (uncovered !== undefined) return { reason: 'component_missing', part: uncovered }
  return findParameterRefusal(parameters)
}

function findParameterRefusal(parameters: InnerList[1]): SignatureRefusal | null {
  const [created, expires, keyId, algorithm] = ['created', 'expires', 'keyid', 'alg'].map((name) =>
    parameters.get(name),
  )
  if (created === undefined) return { reason: 'parameter_missing', part: 'created' }
  if (keyId === undefined) return { reason: 'parameter_missing', part: 'keyid' }
  if (!isTime(created) || !(expires === undefined || isTime(expires))) return { reason: 'malformed_input' }
  if (typeof keyId !== 'string') return { reason: 'malformed_input' }
  if (!keyIdForm.test(keyId)) return { reason: 'unknown_key' }
  if (algorithm === undefined || algorithms.includes(algorithm as string)) return null
  return { reason: 'wrong_algorithm', ...(typeof algorithm === 'string' ? { part: algorithm } : {}) }
}

function isTime(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0
}

function readBytes(signatures: Dictionary, label: string): Buffer | 'label_missing' | 'malformed_signature' {
  const member = signatures.get(label)
  if (member === undefined) return 'label_missing'
  const bytes = bytesOf(member[0])
  return bytes && (bytes.length === 32 || bytes.length === 64) ? bytes : 'malformed_signature'
}

function readSha256(contentDigest: string): string | null {
  const bytes = bytesOf(readDictionary(contentDigest)?.get('sha-256')?.[0])
  return bytes?.length === SHA256_BYTES ? bytes.toString('base64') : null
}

function bytesOf(value: unknown): Buffer | null {
  return value instanceof ArrayBuffer ? Buffer.from(value) : null
}
