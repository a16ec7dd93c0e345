import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { inProject } from '../scripts/project-root.ts'
import { findFreePort } from '../scripts/run/free-port.ts'
import { statusOf, waitFor } from '../scripts/run/wait-for.ts'
import { openTestDatabase } from '../tests/harness/open-test-database.ts'

const database = await openTestDatabase()
const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** Where its words go: a full disk, a pipe whose reader is gone, one that nobody reads, and nowhere at all. */
const logs: Record<string, { stdio: () => StdioOptions; spoil?: (child: ChildProcess) => void; loses: boolean }> = {
  full: { stdio: () => ['ignore', openSync('/dev/full', 'w'), openSync('/dev/full', 'w')], loses: true },
  'a broken pipe': {
    stdio: () => ['ignore', 'pipe', 'pipe'],
    spoil: ({ stdout, stderr }) => {
      stdout?.destroy()
      stderr?.destroy()
    },
    loses: true,
  },
  'a pipe that nobody reads': { stdio: () => ['ignore', 'pipe', 'pipe'], loses: false },
}

test.each(Object.keys(logs))('with its log %s it starts, answers at once and ends when told', async (name) => {
  const { stdio, spoil, loses } = logs[name] as (typeof logs)[string]
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [inProject('channel', 'main.ts')], { stdio: stdio(), env: environmentOf(port) })
  started.push(child)
  const exited = new Promise((done) => child.once('exit', done))
  spoil?.(child)
  const check = async (): Promise<boolean> => (await statusOf(`${url}/readyz`)) === 200
  await waitFor({ what: 'The channel was not ready', check, limitMs: 50_000, detail: () => '' })
  for (let round = 0; round < 40; round++) {
    const statuses = await Promise.all(Array.from({ length: 50 }, () => statusOf(`${url}/healthz`)))
    expect(statuses.every((status) => status === 200)).toBe(true)
  }
  await pause(1_500)
  const lost = Number(/ramzban_log_lines_lost_total (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1])
  expect(lost > 0).toBe(loses)
  child.kill('SIGTERM')
  const ended = await Promise.race([exited.then(() => true), pause(12_000)])
  expect(ended).toBe(true)
})

function environmentOf(port: number): NodeJS.ProcessEnv {
  const { PATH, RAMZBAN_RUN } = process.env
  return {
    NODE_ENV: 'production',
    PATH,
    RAMZBAN_RUN,
    DATABASE_URL: database.channelUrl,
    CHANNEL_KEYS_FILE: database.keyFiles.channel,
    CHANNEL_PORT: String(port),
    INSTITUTION_NAME: 'بانک نمونه',
    SUPPORT_PHONE: '02127310',
    LOG_LEVEL: 'trace',
  }
}
