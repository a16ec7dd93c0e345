import { createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type ChannelKeys, makeKeyFiles, readKeys, type WebKeys, type WorkerKeys } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const files = makeKeyFiles(folder)

test('only its owner can read a key file', () => {
  for (const file of Object.values(files)) expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('keys are drawn once', () => {
  const before = readFileSync(files.channel, 'utf8')
  expect(makeKeyFiles(folder)).toEqual(files)
  expect(readFileSync(files.channel, 'utf8')).toBe(before)
})

test('the web holds its session key and its client secret, and nothing else secret', () => {
  const web = readKeys<WebKeys>(files.web)
  expect(Object.keys(web).sort()).toEqual(['backofficeClientId', 'backofficeClientSecret', 'sessionKey'])
  expect(readKeys<ChannelKeys>(files.channel).backofficeClientSecret).toBe(web.backofficeClientSecret)
})

test('what is sealed for the worker can be opened by the worker alone', () => {
  const { workerSealPublicKeyJwk } = readKeys<ChannelKeys>(files.channel)
  const { sealPrivateKeyJwk } = readKeys<WorkerKeys>(files.worker)
  expect(workerSealPublicKeyJwk.d).toBeUndefined()
  const derived = createPublicKey({ key: sealPrivateKeyJwk, format: 'jwk' }).export({ format: 'jwk' })
  expect(derived).toEqual(workerSealPublicKeyJwk)
})

test('a lost key file is reported, never drawn anew', () => {
  rmSync(files.worker)
  expect(() => makeKeyFiles(folder)).toThrow(/restore/)
})
