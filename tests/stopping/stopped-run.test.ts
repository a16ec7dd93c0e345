import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { inProject } from '../../scripts/project-root.ts'
import { isAlive, sendSignal, waitUntilGone } from '../../scripts/run/processes-in-folder.ts'
import { processesOf, stillThere } from './processes-of.ts'

/** Who gets the signal: npm, the wrapper it starts, the script that runs the stages, the stage, or the first three. */
type Target = 'npm' | 'wrapper' | 'script' | 'stage' | 'all'
type Case = { target: Target; signal: NodeJS.Signals; atMs: number | 'busy' | 'begun'; code?: number }

const isLong = process.env.RAMZBAN_LONG === '1'
const folders: string[] = []
afterAll(() => {
  for (const pid of folders.flatMap(processesOf).map((left) => left.pid)) sendSignal(pid, 'SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}, 120_000)

const named: Case[] = [
  { target: 'npm', signal: 'SIGTERM', atMs: 'busy', code: 143 },
  { target: 'npm', signal: 'SIGKILL', atMs: 'busy' },
  { target: 'wrapper', signal: 'SIGINT', atMs: 'busy', code: 130 },
  { target: 'script', signal: 'SIGKILL', atMs: 'busy', code: 137 },
  { target: 'all', signal: 'SIGKILL', atMs: 'busy' },
  { target: 'npm', signal: 'SIGKILL', atMs: 'begun' },
]
const drawn: Case[] = Array.from({ length: isLong ? 30 : 3 }, () => ({
  target: pick(['npm', 'wrapper', 'script', 'all']),
  signal: pick(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL']),
  atMs: Math.floor(Math.random() * 4_000),
}))

describe.skipIf(process.platform !== 'linux')(
  'a run that is stopped leaves no process behind',
  { concurrent: true },
  () => {
    test.each([...named, ...drawn])('$target: $signal at $atMs', { timeout: 240_000 }, async (wanted) => {
      const { folder, npm, exited } = startRun()
      if (wanted.atMs === 'busy') await untilBusy(folder)
      else if (wanted.atMs === 'begun') await untilBegun(folder)
      else await pause(wanted.atMs)
      const before = processesOf(folder)
      for (const pid of findTargets(wanted.target, npm, before)) sendSignal(pid, wanted.signal)
      const isGone = await waitUntilGone(() => stillThere(folder, before).map(Number.parseFloat), 45_000)
      expect(isGone ? [] : stillThere(folder, before)).toEqual([])
      const code = await exited
      if (wanted.code !== undefined) expect(code).toBe(wanted.code)
    })
  },
)

function startRun(): { folder: string; npm: ChildProcess; exited: Promise<number> } {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-busy-'))
  folders.push(folder)
  chmodSync(folder, 0o711)
  const scripts = { busy: `exec node ${inProject('tests', 'stopping', 'busy.mjs')}` }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }))
  const npm = spawn('npm', ['run', 'busy'], {
    cwd: folder,
    env: { ...process.env, BUSY_FOLDER: folder },
    stdio: 'ignore',
  })
  const exited = new Promise<number>((done) => {
    npm.once('exit', (code, signal) => done(code ?? 128 + constants.signals[signal ?? 'SIGKILL']))
  })
  return { folder, npm, exited }
}

async function untilBusy(folder: string): Promise<void> {
  const log = join(folder, 'stage.log')
  for (let round = 0; !existsSync(join(folder, 'busy')); round += 1) {
    if (round === 3_000) throw new Error(`Never busy: ${existsSync(log) ? readFileSync(log, 'utf8') : 'no stage'}`)
    await pause(50)
  }
}

/** Until npm has started the wrapper, which has not got to its first line: it is loaded for tens of milliseconds. */
async function untilBegun(folder: string): Promise<void> {
  while (!processesOf(folder).some(({ pid }) => runsFile(pid, 'busy.mjs'))) await pause(1)
}

function findTargets(target: Target, npm: ChildProcess, before: readonly { pid: number }[]): number[] {
  const whose = (file: string): number[] => before.map(({ pid }) => pid).filter((pid) => runsFile(pid, file))
  const found = {
    npm: npm.pid ? [npm.pid] : [],
    wrapper: whose('busy.mjs'),
    script: whose('busy-run.ts'),
    stage: whose('busy-stage.ts'),
  }
  if (target === 'all') return [...found.npm, ...found.wrapper, ...found.script]
  // It may not have begun yet, or have ended: then whoever there is.
  return found[target].length > 0 ? found[target] : found.npm.filter(isAlive)
}

function runsFile(pid: number, file: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1]?.endsWith(file) ?? false
  } catch {
    return false
  }
}

function pick<T>(choices: readonly T[]): T {
  return choices[Math.floor(Math.random() * choices.length)] as T
}
