import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inProject } from '../project-root.ts'
import { claimDataFolder } from '../run/claim-data-folder.ts'
import { readSettings } from '../run/settings.ts'
import { defaultUidBase, idsOf, planProcessUsers, type Separated } from './process-users.ts'
import { settleDataFolder } from './settle-data-folder.ts'
import { findUnreachable } from './unreachable.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-users-'))
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true }))
const open = join(folder, 'open')
const shut = join(folder, 'shut', 'data')
for (const path of [open, shut]) mkdirSync(path, { recursive: true })
chmodSync(join(folder, 'shut'), 0o700)

const ids = { uid: defaultUidBase, gid: defaultUidBase }
const isRoot = process.getuid?.() === 0
const isReachable = isRoot && findUnreachable(ids, open) === undefined
const demo = { ...readSettings({ NODE_ENV: 'test' }), dataFolder: open }
const real = { ...demo, demo: false }

describe('what one user for all is asked for', () => {
  test.each(['yes', '1', 'Accepted', 'accepted '])('«%s» is no consent', (word) => {
    expect(() => readSettings({ NODE_ENV: 'test', RAMZBAN_ONE_UID: word })).toThrow('RAMZBAN_ONE_UID')
  })

  test.each(['0', '999', '61181', '61184', '65534', '61001.5', '-1', 'nobody', '2147483645', '2147483648'])(
    '%s is no first user id',
    (base) => {
      expect(() => readSettings({ NODE_ENV: 'test', RAMZBAN_UID_BASE: base })).toThrow('RAMZBAN_UID_BASE')
    },
  )

  test('from a folder that others may not enter the demo starts and says why, all else refuses until it is accepted', () => {
    const why = isRoot ? `other users may not enter ${join(folder, 'shut')} (mode 700)` : 'it was not started as root'
    if (!isRoot || isReachable) {
      expect(planProcessUsers({ ...demo, dataFolder: shut }).whyShared).toBe(why)
      const attempt = (): unknown => planProcessUsers({ ...real, dataFolder: shut })
      expect(attempt).toThrow(why)
      expect(attempt).toThrow('RAMZBAN_ONE_UID=accepted')
      expect(planProcessUsers({ ...real, dataFolder: shut, oneUidAccepted: true }).whyShared).toBe(why)
    }
  })
})

test('who is not root says that all share one user, or refuses outside the demo', async () => {
  if (isRoot && !isReachable) return
  const own = join(folder, 'own')
  mkdirSync(own)
  const start = async (variables: Record<string, string>) => {
    const command = [process.execPath, inProject('scripts', 'run', 'run.ts')]
    const drop = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
    const [program = '', ...args] = [...drop, ...command]
    if (isRoot) chmodSync(own, 0o777)
    const child = spawn(program, args, {
      cwd: inProject(),
      env: { PATH: process.env.PATH, NODE_ENV: 'test', DATA_DIR: join(own, 'data'), ...variables },
    })
    let said = ''
    const refused = new Promise<string>((done) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk
        if (said.includes('keys of the others')) child.kill('SIGTERM')
      })
      child.once('close', (code) => done(`${code} ${said}`))
    })
    return await refused
  }
  const elsewhere = { DATABASE_URL: 'postgresql://a@127.0.0.1:1/x', INSTITUTION_NAME: 'x', SUPPORT_PHONE: '1500' }
  const refusal = await start(elsewhere)
  expect(refusal).toMatch(/^1 .*Outside the demo every process needs a user of its own.*not started as root/)
  expect(refusal).not.toMatch(/\n\s+at /)
  expect(await start({ ...elsewhere, RAMZBAN_ONE_UID: 'accepted' })).toContain('All processes run as one user')
}, 60_000)

describe.skipIf(!isReachable)('root', () => {
  test('gives each process a user of its own, none of which is another’s', () => {
    const users = planProcessUsers(real)
    expect(users.whyShared).toBe(undefined)
    expect(new Set(Object.values(users.planned).map(({ uid }) => uid)).size).toBe(4)
    for (const name of ['channel', 'worker', 'web'] as const) expect(idsOf(users, name)?.uid).toBeGreaterThan(0)
  })

  test('gives nobody a user id that a person or group of the machine has', () => {
    expect(() => planProcessUsers({ ...demo, uidBase: 65_532 })).toThrow(/65534 is (nobody|nogroup)’s: set RAMZBAN_UID/)
  })

  test('refuses a port that its processes may not open', () => {
    expect(() => planProcessUsers({ ...demo, webPort: 1 })).toThrow(/WEB_PORT is 1, which root alone may open/)
  })

  test('takes over what was left by a start with one user, and gives it back', () => {
    const data = join(folder, 'taken')
    for (const name of ['keys', 'secrets', 'logs']) mkdirSync(join(data, name), { recursive: true })
    for (const name of ['outbox.jsonl', 'demo-clients.json', 'demo-operators.json']) writeFileSync(join(data, name), '')
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, '', { mode: 0o600 })
    symlinkSync(elsewhere, join(data, 'demo-customers.json'))
    claimDataFolder(data)()
    const planned = planProcessUsers(demo)
    const read = (name: string): string => {
      const { uid, gid, mode } = statSync(join(data, name))
      return `${uid}:${gid} ${(mode & 0o777).toString(8)}`
    }
    const [worker, web] = (['worker', 'web'] as Separated[]).map((name) => planned.planned[name].uid)
    settleDataFolder({ dataFolder: data, users: planned })
    const apart = ['.', 'keys', 'secrets', 'logs', 'outbox.jsonl', 'demo-clients.json', 'demo-operators.json'].map(read)
    expect(apart).toEqual([
      '0:0 711',
      '0:0 711',
      '0:0 700',
      '0:0 700',
      `${worker}:${web} 640`,
      `0:${web} 640`,
      '0:0 600',
    ])
    expect(statSync(elsewhere).mode & 0o777).toBe(0o600)
    settleDataFolder({ dataFolder: data, users: { ...planned, whyShared: 'for a test' } })
    expect(['keys', 'outbox.jsonl', 'demo-clients.json'].map(read)).toEqual(['0:0 700', '0:0 600', '0:0 600'])
  })
})
