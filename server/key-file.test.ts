import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readKeyFile } from './key-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-credentials-'))
const outside = mkdtempSync(join(tmpdir(), 'ramzban-outside-'))
afterAll(() => {
  chmodSync(folder, 0o700)
  for (const one of [folder, outside]) rmSync(one, { recursive: true })
})
const file = join(folder, 'channel.json')
writeFileSync(file, '{"a":1}')

beforeEach(() => {
  vi.stubEnv('CREDENTIALS_DIRECTORY', folder)
  chmodSync(folder, 0o550)
  chmodSync(file, 0o440)
})
afterEach(() => vi.unstubAllEnvs())

test('a credential of a unit is read as systemd hands it over', () => {
  expect(readKeyFile(file)).toEqual({ a: 1 })
  chmodSync(file, 0o400)
  expect(readKeyFile(file)).toEqual({ a: 1 })
})

test.each([0o444, 0o460, 0o441, 0o450])('a credential of mode %o is too open all the same', (mode) => {
  chmodSync(file, mode)
  expect(() => readKeyFile(file)).toThrow('others than its owner may open it')
})

test.each([0o755, 0o770, 0o551])('in a folder of mode %o nothing is a credential', (mode) => {
  chmodSync(folder, mode)
  expect(() => readKeyFile(file)).toThrow('others than its owner may open it')
})

test('a file elsewhere, one that is only named from there, and one where there are no credentials are none', () => {
  const elsewhere = join(outside, 'channel.json')
  writeFileSync(elsewhere, '{}', { mode: 0o440 })
  chmodSync(elsewhere, 0o440)
  chmodSync(folder, 0o750)
  symlinkSync(elsewhere, join(folder, 'link.json'))
  chmodSync(folder, 0o550)
  for (const path of [elsewhere, join(folder, 'link.json')]) expect(() => readKeyFile(path)).toThrow('mode 440')
  vi.stubEnv('CREDENTIALS_DIRECTORY', '')
  expect(() => readKeyFile(file)).toThrow('mode 440')
})

test('a key file of somebody else is none of ours', () => {
  expect(() => readKeyFile(file, [4242])).toThrow('it belongs to user')
})
