import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, type write } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, expect, test } from 'vitest'
import { openLogDestination } from '#server/log-destination.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Fault = { code: string } | { bytes: number } | null

/** A file that fails as told, write by write; what it took. */
function openFaulty(faults: Fault[]) {
  const taken: string[] = []
  const writeAsync = ((_fd: number, buffer: Buffer, from: number, length: number, _at: null, done: Done) => {
    const fault = faults.shift() ?? null
    const bytes = fault && 'bytes' in fault ? fault.bytes : length
    const error = fault && 'code' in fault ? Object.assign(new Error(fault.code), fault) : null
    if (!error) taken.push(buffer.toString('utf8', from, from + bytes))
    setImmediate(() => done(error, error ? 0 : bytes))
  }) as unknown as typeof write
  return { destination: openLogDestination({ process: 'test', retryMs: 20, writeAsync }), read: () => taken.join('') }
}
type Done = (error: Error | null, written: number) => void

test.each(['ENOSPC', 'EPIPE', 'EIO', 'EBADF', 'EDQUOT'])(
  'after %s lines are counted, and told of later',
  async (code) => {
    const { destination, read } = openFaulty([{ code }, { code }])
    const log = pino({ base: null }, destination)
    log.info('one')
    log.info('two')
    await pause(150)
    log.info('three')
    await pause(30)
    const lines = read()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ msg }) => msg)).toContain('three')
    const alarms = lines.filter(({ alarm }) => alarm === 'log')
    expect(alarms.map(({ lost, level }) => [lost, level])).toEqual([[destination.countLost(), 50]])
    expect(destination.countLost()).toBeGreaterThan(0)
  },
)

test('a line that was cut off by a full disk spoils no other', async () => {
  const { destination, read } = openFaulty([{ bytes: 5 }, { code: 'ENOSPC' }])
  destination.write('{"msg":"cut"}\n')
  await pause(100)
  destination.write('{"msg":"whole"}\n')
  await pause(50)
  const [cut, alarm, whole] = read().trimEnd().split('\n')
  expect(cut).toBe('{"msg')
  expect(JSON.parse(alarm ?? '')).toMatchObject({ alarm: 'log', lost: 1 })
  expect(whole).toBe('{"msg":"whole"}')
})

test('a pipe that takes nothing for a while, then little by little, gets every line', async () => {
  const { destination, read } = openFaulty([{ code: 'EAGAIN' }, { bytes: 3 }, { code: 'EAGAIN' }, { bytes: 1 }])
  for (let line = 0; line < 50; line++) destination.write(`${line}\n`)
  await pause(300)
  expect(read()).toBe(Array.from({ length: 50 }, (_, line) => `${line}\n`).join(''))
  expect(destination.countLost()).toBe(0)
})

test('a pipe that nobody reads holds a megabyte of lines at most, and tells of the others once it is read', async () => {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  const destination = openLogDestination({ process: 'test', fd, retryMs: 10 })
  const line = `{"msg":"${'x'.repeat(990)}"}\n`
  const total = 5_000
  for (let count = 0; count < total; count++) destination.write(line)
  expect(destination.countLost()).toBeGreaterThan(3_000)
  const buffer = Buffer.alloc(1_000_000)
  let text = ''
  for (const giveUpAtMs = performance.now() + 10_000; !/"alarm":"log".*\n/.test(text); await pause(5)) {
    if (performance.now() > giveUpAtMs) throw new Error('never told')
    try {
      text += buffer.toString('utf8', 0, readSync(fd, buffer))
    } catch {}
  }
  const lines = text
    .slice(0, text.lastIndexOf('\n'))
    .split('\n')
    .map((each) => JSON.parse(each))
  expect(lines.find(({ alarm }) => alarm)).toMatchObject({ lost: destination.countLost() })
  closeSync(fd)
})
