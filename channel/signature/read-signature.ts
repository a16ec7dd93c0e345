import { readAnyForm } from '#channel/signature/read-signature-form.ts'
import type { SignatureRefusal } from '#domain/channel-client/signature-fault.ts'

export type SignatureHeaders = { signatureInput: string; signature: string; contentDigest: string }

/** What a signature claims; not trusted before it is verified. */
export type ParsedSignature = {
  label: string
  covered: readonly string[]
  createdSeconds: number
  expiresSeconds: number | null
  keyId: string
  /** Null where the request says none. */
  algorithm: string | null
  /** The value of `@signature-params`, serialized as RFC 9421 §2.3 asks. */
  parameters: string
  contentDigest: string
  /** Of the body, base64. */
  sha256: string
  signature: Buffer
}

export type ReadSignature =
  | { parsed: ParsedSignature; refusal: null }
  | { parsed: null; refusal: SignatureRefusal; label?: string; keyId?: string }

export const components: readonly string[] = ['@method', '@path', 'content-digest']
export const OPERATOR_SESSION = 'ramzban-operator-session'
export const componentsWithOperator: readonly string[] = [...components, OPERATOR_SESSION]

const inputForm =
  /^sig1=(\("@method" "@path" "content-digest"( "ramzban-operator-session")?\);created=([1-9][0-9]{0,11});keyid="([A-Za-z0-9_-]{1,64})";alg="([a-z0-9-]{1,32})")$/
const signatureForm = /^sig1=:([A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==):$/
const digestForm = /^sha-256=:([A-Za-z0-9+/]{43}=):$/

/** The contract's §1: the plain form, nearly all requests, is matched by a pattern; any other is parsed by its grammar. */
export function readSignature(headers: SignatureHeaders): ReadSignature {
  const parsed = readPlainForm(headers)
  return parsed ? { parsed, refusal: null } : readAnyForm(headers)
}

export function parseSignature(headers: SignatureHeaders): ParsedSignature | null {
  return readSignature(headers).parsed
}

function readPlainForm({ signatureInput, signature, contentDigest }: SignatureHeaders): ParsedSignature | null {
  const input = inputForm.exec(signatureInput)
  const base64 = signatureForm.exec(signature)?.[1]
  const sha256 = digestForm.exec(contentDigest)?.[1]
  if (!input || base64 === undefined || sha256 === undefined) return null
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64) return null
  const [, parameters = '', operator, created = '', keyId = '', algorithm = ''] = input
  return {
    label: 'sig1',
    covered: operator === undefined ? components : componentsWithOperator,
    createdSeconds: Number(created),
    expiresSeconds: null,
    keyId,
    algorithm,
    parameters,
    contentDigest,
    sha256,
    signature: bytes,
  }
}
