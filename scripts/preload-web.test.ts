import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inProject } from './project-root.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-preload-'))
afterAll(() => rmSync(folder, { recursive: true }))
const program = `
  console.log('one'); console.error('two'); process.stdout.write(Buffer.from('three\\n'), () => console.log('four'))
  setTimeout(() => { console.log('five'); process.exitCode = 7 }, 300)`

function run(log: string): number | null {
  const fd = openSync(log, 'a')
  const args = ['--import', inProject('scripts', 'preload-web.ts'), '--input-type=module', '-e', program]
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', fd, fd] })
  closeSync(fd)
  return status
}

test('what a process says reaches its log', () => {
  const log = join(folder, 'log')
  expect(run(log)).toBe(7)
  expect(readFileSync(log, 'utf8').trim().split('\n').sort()).toEqual(['five', 'four', 'one', 'three', 'two'])
})

test.skipIf(process.platform !== 'linux')('a full disk ends no process that only wants to say something', () => {
  expect(run('/dev/full')).toBe(7)
})
