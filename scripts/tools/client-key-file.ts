import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compactDecrypt, decodeProtectedHeader, importJWK } from 'jose'
import { z } from 'zod'
import { groupThumbprint } from '#domain/channel-client/group-thumbprint.ts'
import { type PublicKeyJwk, publicKeyThumbprint } from '#domain/channel-client/public-key.ts'

const sealedSchema = z.object({
  keyid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  version: z.int().positive(),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
type PrivateKey = PublicKeyJwk & { d: string }

/** Draws a key pair; the private key is written once, readable by its owner alone, and is never drawn over. */
export function makeClientKey(file: string): { publicKey: PublicKeyJwk; thumbprint: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const { kty, crv, x, y, d } = privateKey.export({ format: 'jwk' }) as PrivateKey
  writeOnce(file, `${JSON.stringify({ kty, crv, x, y, d })}\n`)
  const publicKey = { kty, crv, x, y }
  return { publicKey, thumbprint: publicKeyThumbprint(publicKey) }
}

type Sealed = { file: string; jwe: string; out: string | undefined }
type OpenedSecret = { keyId: string; version: number; writtenTo: string }

/** Opens a sealed secret with the key of `file` and writes it beside it, or where it is wanted; it is shown nowhere. */
export async function openSealedSecret({ file, jwe, out }: Sealed): Promise<OpenedSecret> {
  const key = readPrivateKey(file)
  const compact = (existsSync(jwe) ? readFileSync(jwe, 'utf8') : jwe).replace(/\s/g, '')
  requireOwnKey(compact, key, file)
  const { plaintext } = await compactDecrypt(compact, await importJWK(key, 'ECDH-ES'), {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(() => {
    throw new Error('This text was changed on its way, or is not whole: copy it again from the bank.')
  })
  const { keyid, version, secret } = sealedSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)))
  const writtenTo = out ?? join(dirname(file), `${keyid}.v${version}.secret`)
  writeOnce(writtenTo, `${secret}\n`)
  return { keyId: keyid, version, writtenTo }
}

function readPrivateKey(file: string): PrivateKey {
  try {
    const { kty, crv, x, y, d } = JSON.parse(readFileSync(file, 'utf8'))
    if (kty === 'EC' && crv === 'P-256' && [x, y, d].every((part) => typeof part === 'string'))
      return { kty, crv, x, y, d }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error(`${file} is not there: give the file that “make” wrote.`)
  }
  throw new Error(`${file} holds no private key as “make” writes it.`)
}

function requireOwnKey(compact: string, key: PrivateKey, file: string): void {
  const own = publicKeyThumbprint(key)
  const sealedFor = readKid(compact)
  if (sealedFor === own) return
  throw new Error(
    `This was sealed to the key ${groupThumbprint(sealedFor)}, and ${file} holds ${groupThumbprint(own)}: give the file of that key, or ask the bank whose key they were given.`,
  )
}

function readKid(compact: string): string {
  try {
    const { kid } = decodeProtectedHeader(compact)
    if (typeof kid === 'string' && /^[A-Za-z0-9_-]{43}$/.test(kid)) return kid
  } catch {}
  throw new Error('This is no sealed secret: give the whole text, or the file, that the bank sent.')
}

function writeOnce(file: string, content: string): void {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Error(`${file} is there already and is not written over: give another name.`)
    throw error
  }
}
