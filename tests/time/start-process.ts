import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../../scripts/run/free-port.ts'
import { findFaketime } from '../../scripts/test/find-faketime.ts'
import type { TestDatabase } from '../harness/open-test-database.ts'

export const faketime = findFaketime()

export type ProcessWithClock = {
  url: string
  /** Sets its wall clock this far from the true one, while it runs; its monotonic clock goes on. */
  setAhead: (aheadMs: number) => void
  said: () => string
  /** Waits until it has said something, from a place in `said` on. */
  hears: (text: string, from?: number) => Promise<void>
  stop: () => Promise<void>
}
type Wish = { entry: 'channel' | 'worker'; database: TestDatabase; aheadMs?: number; more?: Record<string, string> }

/** A real process of the product whose wall clock is the test's to set. */
export async function startProcess({ entry, database, aheadMs = 0, more }: Wish): Promise<ProcessWithClock> {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-clock-'))
  const file = join(folder, 'clock')
  const setAhead = (ms: number): void => writeFileSync(file, `${ms < 0 ? '' : '+'}${ms / 1000}s\n`)
  setAhead(aheadMs)
  const port = await findFreePort()
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../${entry}/main.ts`, import.meta.url))], {
    env: { ...environmentOf({ entry, database, port, folder }), ...clockOf(file), ...more, NODE_ENV: 'test' },
  })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const hears = async (text: string, from = 0): Promise<void> => {
    for (let round = 0; !output.slice(from).includes(text); round += 1) {
      if (round === 600) throw new Error(`The ${entry} never said "${text}":\n${output.slice(from)}`)
      await pause(50)
    }
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  await hears(`${entry} ready`).catch(async (error: Error) => {
    await stop()
    throw error
  })
  return { url: `http://127.0.0.1:${port}`, setAhead, said: () => output, hears, stop }
}

/** Read again at each look at the clock; the monotonic clock is left alone, as a step of the wall clock leaves it. */
function clockOf(file: string): Record<string, string> {
  const same = { FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' }
  return { LD_PRELOAD: faketime ?? '', FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', ...same }
}

type Parts = { entry: Wish['entry']; database: TestDatabase; port: number; folder: string }

function environmentOf({ entry, database, port, folder }: Parts): Record<string, string | undefined> {
  const { channel, worker } = database.keyFiles
  return {
    PATH: process.env.PATH,
    RAMZBAN_RUN: process.env.RAMZBAN_RUN,
    INSTITUTION_NAME: 'بانک نمونه',
    SUPPORT_PHONE: '۰۲۱-۲۷۳۱۰',
    DATABASE_URL: entry === 'channel' ? database.channelUrl : database.workerUrl,
    CHANNEL_KEYS_FILE: channel,
    CHANNEL_PORT: String(port),
    WORKER_KEYS_FILE: worker,
    OUTBOX_FILE: join(folder, 'outbox.jsonl'),
    RAMZBAN_DEMO: '1',
  }
}
