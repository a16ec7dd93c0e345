import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompactEncrypt, importJWK, type JWK } from 'jose'
import { afterAll, expect, test } from 'vitest'
import { groupThumbprint } from '#domain/channel-client/group-thumbprint.ts'
import { type PublicKeyJwk, publicKeyThumbprint } from '#domain/channel-client/public-key.ts'
import { inProject } from '../project-root.ts'

const folder = mkdtempSync(join(tmpdir(), 'client-key-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const script = inProject('scripts', 'tools', 'client-key.ts')
const run = (...args: string[]): string => execFileSync('node', [script, ...args], { encoding: 'utf8', stdio: 'pipe' })
const fail = (...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync('node', [script, ...args], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, ''])
  return stderr
}
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)
const secret = Buffer.alloc(32, 7).toString('base64url')

async function sealTo(key: PublicKeyJwk): Promise<string> {
  const payload = JSON.stringify({ keyid: 'gateway-7', version: 2, secret })
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: publicKeyThumbprint(key) }
  return await new CompactEncrypt(Buffer.from(payload))
    .setProtectedHeader(header)
    .encrypt(await importJWK(key as JWK, 'ECDH-ES'))
}

function make(name: string): { file: string; publicKey: PublicKeyJwk; said: string } {
  const file = join(folder, name)
  const said = run('make', file)
  return { file, said, publicKey: JSON.parse(said.split('\n')[0] ?? '') }
}

test('a key pair is drawn: the private key stays in a file of its owner’s, the public one and its thumbprint are shown', () => {
  const { file, said, publicKey } = make('one.json')
  expect(modeOf(file)).toBe('600')
  expect(Object.keys(publicKey)).toEqual(['kty', 'crv', 'x', 'y'])
  expect(said).toContain(groupThumbprint(publicKeyThumbprint(publicKey)))
  expect(said).not.toContain(JSON.parse(readFileSync(file, 'utf8')).d)
  expect(fail('make', file)).toMatch(/not written over/)
})

test('a sealed secret is opened into a file of its owner’s, from text or file, and shown nowhere', async () => {
  const { file, publicKey } = make('two.json')
  const jwe = await sealTo(publicKey)
  const said = run('open', file, jwe)
  const written = join(folder, 'gateway-7.v2.secret')
  expect([readFileSync(written, 'utf8'), modeOf(written)]).toEqual([`${secret}\n`, '600'])
  expect(said).toContain('keyid gateway-7, version 2')
  expect(said).not.toContain(secret)
  expect(fail('open', file, jwe)).toMatch(/not written over/)
  const sent = join(folder, 'sent.jwe')
  writeFileSync(sent, `${jwe.slice(0, 70)}\r\n${jwe.slice(70)}\n`)
  run('open', file, sent, join(folder, 'other.secret'))
  expect(readFileSync(join(folder, 'other.secret'), 'utf8')).toBe(`${secret}\n`)
})

test('what was sealed to another key, was changed or is none is told so, and no file is written', async () => {
  const [{ file, publicKey }, other] = [make('three.json'), make('four.json')]
  const jwe = await sealTo(publicKey)
  expect(fail('open', other.file, jwe, join(folder, 'x'))).toContain(groupThumbprint(publicKeyThumbprint(publicKey)))
  const changed = `${jwe.slice(0, -2)}${jwe.at(-2) === 'A' ? 'B' : 'A'}${jwe.at(-1)}`
  expect(fail('open', file, changed, join(folder, 'x'))).toMatch(/changed on its way/)
  expect(fail('open', file, 'nothing', join(folder, 'x'))).toMatch(/no sealed secret/)
  expect(fail('open', join(folder, 'absent.json'), jwe)).toMatch(/is not there/)
  expect(fail('open', file)).toMatch(/For the owner of a machine/)
  expect(() => statSync(join(folder, 'x'))).toThrow()
})
