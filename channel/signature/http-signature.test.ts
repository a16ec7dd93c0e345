import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'
import { findSignatureRefusal, type SignatureKey, type SignedMessage } from './http-signature.ts'
import { parseSignature } from './read-signature.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const secret = randomBytes(32)
const kinds: { name: string; signer: TestSigner; key: SignatureKey }[] = [
  { name: 'hmac-sha256', signer: { keyId: 'atm-1', secret }, key: { algorithm: 'hmac-sha256', secret } },
  {
    name: 'ecdsa-p256-sha256',
    signer: { keyId: '0193a000-0000-7000-8000-000000000000', privateKey },
    key: {
      algorithm: 'ecdsa-p256-sha256',
      publicKey: createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })),
    },
  },
]

const message = (more: Partial<SignedMessage> = {}): SignedMessage => ({
  method: 'POST',
  path: '/v1/atm/verifications',
  body: Buffer.from('{"requestId":"r1"}'),
  rawHeaders: [],
  operatorSession: null,
  ...more,
})

type Signed = { headers: Record<string, string>; message: SignedMessage; key: SignatureKey }

function isGood({ headers, message, key }: Signed): boolean {
  const parsed = parseSignature({
    signatureInput: headers['signature-input'] ?? '',
    signature: headers.signature ?? '',
    contentDigest: headers['content-digest'] ?? '',
  })
  return parsed !== null && findSignatureRefusal(parsed, message, key) === null
}

function sign(signer: TestSigner, { method, path, body, operatorSession }: SignedMessage): Record<string, string> {
  return signTestRequest(signer, { method, path, body, ...(operatorSession === null ? {} : { operatorSession }) })
}

describe.each(kinds)('$name', ({ signer, key }) => {
  test('a request signed by the contract is good, with an operator’s session and without', () => {
    for (const operatorSession of [null, 'c2Vzc2lvbg']) {
      const signed = message({ operatorSession })
      expect(isGood({ headers: sign(signer, signed), message: signed, key })).toBe(true)
    }
  })

  test('a changed byte in anything that is covered is refused', () => {
    const signed = message({ operatorSession: 'c2Vzc2lvbg' })
    const headers = sign(signer, signed)
    const part = fc.constantFrom(
      'method',
      'path',
      'body',
      'operatorSession',
      'content-digest',
      'signature-input',
      'signature',
    )
    fc.assert(
      fc.property(part, fc.nat(400), fc.integer({ min: 1, max: 255 }), (name, place, flip) => {
        const flipped = (text: string): string => {
          const bytes = Buffer.from(text, 'latin1')
          const at = place % bytes.length
          bytes[at] = (bytes[at] ?? 0) ^ flip
          return bytes.toString('latin1')
        }
        if (name in headers) {
          expect(isGood({ headers: { ...headers, [name]: flipped(headers[name] ?? '') }, message: signed, key })).toBe(
            false,
          )
        } else if (name === 'body') {
          const body = Buffer.from(flipped(signed.body.toString('latin1')), 'latin1')
          expect(isGood({ headers, message: { ...signed, body }, key })).toBe(false)
        } else {
          const changed = flipped(String(signed[name as keyof SignedMessage]))
          expect(isGood({ headers, message: { ...signed, [name]: changed }, key })).toBe(false)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('leaving a covered component out, or covering one more, is refused', () => {
    const plain = message()
    const withSession = message({ operatorSession: 'c2Vzc2lvbg' })
    expect(isGood({ headers: sign(signer, plain), message: withSession, key })).toBe(false)
    expect(isGood({ headers: sign(signer, withSession), message: plain, key })).toBe(false)
  })

  test('a signature made with the other kind of key is refused, whatever the request says of its algorithm', () => {
    const other = kinds.find((kind) => kind.key !== key)
    const headers = sign(other?.signer ?? signer, message())
    const claimed = {
      ...headers,
      'signature-input': (headers['signature-input'] ?? '').replace(/alg="[^"]+"/, `alg="${key.algorithm}"`),
    }
    expect(isGood({ headers, message: message(), key })).toBe(false)
    expect(isGood({ headers: claimed, message: message(), key })).toBe(false)
  })
})

const good = sign({ keyId: 'atm-1', secret }, message())
const input = good['signature-input'] ?? ''
// The last character before one `=` carries two bits that belong to no byte.
const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const spelledOtherwise = (end: string): string => `${base64Alphabet[base64Alphabet.indexOf(end[0] ?? '') + 1]}=:`
const lawfulForms: [string, Record<string, string>][] = [
  ['another label', { 'signature-input': input.replace('sig1', 'x-1'), signature: `x-1${good.signature?.slice(4)}` }],
  ['a second signature that is nobody’s', { 'signature-input': `${input}, proxy=();keyid="p";created=1` }],
  ['an input without a signature beside it', { 'signature-input': `${input}, ${input.replace('sig1', 'sig2')}` }],
  [
    'another order of parameters',
    { 'signature-input': input.replace(/;created=(\d+);keyid="([^"]+)"/, ';keyid="$2";created=$1') },
  ],
  ['parameters more', { 'signature-input': `${input};nonce="1, \\"2";tag="app";expires=99999999999;other` }],
  ['no algorithm', { 'signature-input': input.replace(/;alg="[^"]+"/, '') }],
  ['another order of components', { 'signature-input': input.replace('"@method" "@path"', '"@path" "@method"') }],
  ['blanks', { 'signature-input': input.replace('("@method" ', '(  "@method"   ').replace(';created', '; created') }],
  ['a digest more', { 'content-digest': `sha-512=:AAAA:, ${good['content-digest']}` }],
]
const otherForms: [string, Record<string, string>][] = [
  ['two signatures that are both ours', both('sig1', 'sig2')],
  ['a signature twice under one label', both('sig1', 'sig1')],
  ['a label without signature', { 'signature-input': input.replace('sig1', 'sig2') }],
  ['fewer components', { 'signature-input': input.replace(' "content-digest"', '') }],
  ['a component twice', { 'signature-input': input.replace('"@method"', '"@method" "@method"') }],
  ['a component in capitals', { 'signature-input': input.replace('("@method"', '("Accept" "@method"') }],
  ['a component with parameters', { 'signature-input': input.replace('"content-digest"', '"content-digest";sf') }],
  ['a component of answers', { 'signature-input': input.replace('("@method"', '("@status" "@method"') }],
  [
    'the parameters as a component',
    { 'signature-input': input.replace('("@method"', '("@signature-params" "@method"') },
  ],
  ['no created', { 'signature-input': input.replace(/;created=\d+/, '') }],
  ['a created twice', { 'signature-input': input.replace(/;created=\d+/, '$&$&') }],
  ['a created with a fraction', { 'signature-input': input.replace(/created=(\d+)/, 'created=$1.5') }],
  ['a created with a fraction of nothing', { 'signature-input': input.replace(/created=(\d+)/, 'created=$1.0') }],
  ['a created as text', { 'signature-input': input.replace(/created=(\d+)/, 'created="$1"') }],
  ['a created before all time', { 'signature-input': input.replace(/created=(\d+)/, 'created=-$1') }],
  ['an expires as text', { 'signature-input': `${input};expires="soon"` }],
  ['no key id', { 'signature-input': input.replace(/;keyid="[^"]+"/, '') }],
  ['an empty key id', { 'signature-input': input.replace(/keyid="[^"]+"/, 'keyid=""') }],
  ['a key id as a token', { 'signature-input': input.replace(/keyid="([^"]+)"/, 'keyid=$1') }],
  ['another algorithm', { 'signature-input': input.replace('hmac-sha256', 'rsa-v1_5-sha256') }],
  ['a list', { 'signature-input': input.replace('sig1=', '') }],
  ['an end that is missing', { 'signature-input': input.slice(0, -1) }],
  ['a trailing comma', { 'signature-input': `${input},` }],
  ['too long', { 'signature-input': `${input};nonce="${'n'.repeat(4096)}"` }],
  ['a signature of another label', { signature: (good.signature ?? '').replace('sig1', 'sig') }],
  ['bytes without colons', { signature: (good.signature ?? '').replaceAll(':', '') }],
  ['bytes too few', { signature: 'sig1=:AAAA:' }],
  ['bytes spelt with unused bits set', { signature: (good.signature ?? '').replace(/.=:$/, spelledOtherwise) }],
  ['bytes without their end', { signature: (good.signature ?? '').replace('=:', ':') }],
  ['a second digest', { 'content-digest': `${good['content-digest']}, ${good['content-digest']}` }],
  ['another digest', { 'content-digest': (good['content-digest'] ?? '').replace('sha-256', 'sha-512') }],
]

function both(one: string, other: string): Record<string, string> {
  const under = (text: string): string => [one, other].map((label) => text.replace('sig1', label)).join(', ')
  return { 'signature-input': under(input), signature: under(good.signature ?? '') }
}

const parse = (changed: Record<string, string>) => {
  const headers = { ...good, ...changed }
  return parseSignature({
    signatureInput: headers['signature-input'] ?? '',
    signature: headers.signature ?? '',
    contentDigest: headers['content-digest'] ?? '',
  })
}

test.each(lawfulForms)('%s is read, as it was signed', (_name, changed) => {
  const parsed = parse(changed)
  expect(parsed).toMatchObject({
    keyId: 'atm-1',
    covered: expect.arrayContaining(['@method', '@path', 'content-digest']),
  })
  expect(parsed?.parameters).toMatch(/^\("@\w+" "@\w+" "content-digest"\);[^ ]/)
})

test.each(otherForms)('%s is not the contract’s form', (_name, changed) => {
  expect(parse(changed)).toBeNull()
})
