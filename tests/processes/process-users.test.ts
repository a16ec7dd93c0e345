import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inProject } from '../../scripts/project-root.ts'
import { isAlive } from '../../scripts/run/processes-in-folder.ts'
import { chownTree } from '../../scripts/users/chown-tree.ts'
import { defaultUidBase, plannedUsers, separated } from '../../scripts/users/process-users.ts'
import { findUnreachable } from '../../scripts/users/unreachable.ts'
import { readProjectFile } from '../harness/project-files.ts'
import { describeProcess, listBelongings } from './list-belongings.ts'
import { printPage } from './print-page.ts'
import { makeFolder, NOBODY, startWhole, type Whole } from './start-whole.ts'
import { tryAs } from './try-as.ts'

const page = 'docs/security/processes.md'
const users = plannedUsers(defaultUidBase)
const isRoot = process.getuid?.() === 0
const isReachable = isRoot && findUnreachable(users.web, '/') === undefined
const STARTS_WITHIN_MS = 400_000
// One more than ours, whom nobody knows.
const stranger = defaultUidBase + 50

type Persona = { persona: string; name: string }

function nameOf(id: number): string {
  return id === 0 ? 'root' : (separated.find((name) => users[name].uid === id) ?? String(id))
}

function everyoneOf(system: Whole): Record<string, number> {
  return { supervisor: system.supervisor.pid ?? 0, ...system.pids() }
}

describe.skipIf(!isReachable)('started as root', () => {
  let system: Whole
  const dataFolder = isReachable ? makeFolder('users', 'root') : ''
  beforeAll(async () => {
    system = await startWhole(dataFolder, 'root')
  }, STARTS_WITHIN_MS)
  afterAll(async () => {
    await system?.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }, 60_000)

  test('each process, its files and what a shell gets at are as docs/security/processes.md says', () => {
    const all = everyoneOf(system)
    const people = Object.fromEntries(Object.entries(all).map(([name, pid]) => [name, describeProcess(pid)]))
    const belongings = listOwn(dataFolder)
    const reached = Object.fromEntries(
      Object.entries({
        ...users,
        nobody: { uid: NOBODY, gid: NOBODY },
        stranger: { uid: stranger, gid: stranger },
      }).map(([name, { uid, gid }]) => [name, reachedBy({ name, uid, gid, all, dataFolder })]),
    )
    const found = printPage({ people: orderOf(people), belongings, reached, nameOf })
    if (process.env.WRITE_PROCESSES === '1') writeFileSync(inProject(page), found)
    expect(found).toBe(readProjectFile(page))
  })

  test('the database’s files are postgres’s alone', () => {
    const inside = listBelongings(join(dataFolder, 'postgres'))
    expect(inside.length).toBeGreaterThan(500)
    expect(inside.filter(({ uid, gid }) => uid !== users.postgres.uid || gid !== users.postgres.gid)).toEqual([])
    expect(inside.filter(({ mode }) => !/00$/.test(mode))).toEqual([])
  })

  test('no key, secret, database file or process of another is got at by any user but its own', () => {
    const all = everyoneOf(system)
    for (const [name, { uid, gid }] of Object.entries({ ...users, nobody: { uid: NOBODY, gid: NOBODY } })) {
      const closed = listBelongings(dataFolder).filter(({ path }) => /^(keys|secrets|logs|postgres)(\/|$)/.test(path))
      const foreign = closed.filter(({ uid: owner }) => owner !== uid).map(({ path }) => join(dataFolder, path))
      const others = Object.entries(all).filter(([other]) => other !== name)
      expect(tryAs(uid, gid, [...foreign, ...others.map(([, pid]) => String(pid))]), name).toEqual([])
      const own = join(dataFolder, 'keys', `${name}.json`)
      if (existsSync(own)) expect(tryAs(uid, gid, [own])).toContain(`read ${own}`)
    }
  }, 120_000)

  test('what was tried is there to be got at by root, so that the refusals mean something', () => {
    const all = everyoneOf(system)
    const pids = Object.values(all).map(String)
    expect(tryAs(0, 0, pids)).toHaveLength(4 * pids.length)
    const files = ['channel', 'worker', 'web'].map((name) => join(dataFolder, 'keys', `${name}.json`))
    expect(tryAs(0, 0, files)).toHaveLength(2 * files.length)
  })

  test('a process that died comes back as the user it was, with its files', async () => {
    const before = system.pids()
    for (const name of ['channel', 'web', 'worker'] as const) {
      process.kill(before[name] ?? 0, 'SIGKILL')
      const giveUpAtMs = Date.now() + 30_000
      while (system.pids()[name] === before[name] && Date.now() < giveUpAtMs) await pause(100)
      const pid = system.pids()[name] ?? 0
      expect(pid, name).not.toBe(before[name])
      expect(describeProcess(pid)).toMatchObject({ uid: users[name].uid, gid: users[name].gid, groups: '' })
      await untilServed(system)
    }
  }, 120_000)

  test('the simulators find the demo’s customers', async () => {
    const customers = JSON.parse(readFileSync(join(dataFolder, 'demo-customers.json'), 'utf8')) as Persona[]
    const html = await (await fetch(`${system.webUrl}/simulators`)).text()
    for (const persona of ['plain', 'app-active']) {
      expect(html).toContain(customers.find((one) => one.persona === persona)?.name)
    }
  })

  test(
    'a folder of an earlier version is taken over at the next start, and nothing of a run stays',
    async () => {
      const last = everyoneOf(system)
      expect(await system.stop()).toBe(0)
      expect(Object.values(last).filter(isAlive)).toEqual([])
      chownTree(join(dataFolder, 'postgres'), { uid: NOBODY, gid: NOBODY })
      chownTree(join(dataFolder, 'keys'), { uid: 0, gid: 0 })
      for (const name of ['outbox.jsonl', 'demo-clients.json']) chownTreeOf(join(dataFolder, name))
      system = await startWhole(dataFolder, 'root')
      expect(`\n${printFiles(listOwn(dataFolder))}\n`).toBe(readFilesOfPage())
      expect(lstatSync(join(dataFolder, 'postgres')).uid).toBe(users.postgres.uid)
    },
    STARTS_WITHIN_MS,
  )
})

describe.skipIf(isRoot && !isReachable)('started by anybody else', () => {
  test(
    'all run as who started it, who is told so, and nobody else gets at anything',
    async () => {
      const as = isRoot ? 'nobody' : 'root'
      const uid = isRoot ? NOBODY : (process.getuid?.() ?? 0)
      const dataFolder = makeFolder('users', as)
      const system = await startWhole(dataFolder, as)
      try {
        expect(system.said()).toContain('All processes run as one user, because it was not started as root')
        const all = everyoneOf(system)
        for (const [name, pid] of Object.entries(all)) expect(describeProcess(pid).uid, name).toBe(uid)
        const belongings = listBelongings(dataFolder)
        expect(belongings.filter((one) => one.uid !== uid || !/[67]00$/.test(one.mode))).toEqual([])
        if (isRoot) {
          const targets = [...belongings.map(({ path }) => join(dataFolder, path)), ...Object.values(all).map(String)]
          expect(tryAs(stranger, stranger, targets)).toEqual([])
        }
        expect(await system.stop()).toBe(0)
        expect(Object.values(all).filter(isAlive)).toEqual([])
      } finally {
        await system.stop()
        rmSync(dataFolder, { recursive: true, force: true })
      }
    },
    STARTS_WITHIN_MS,
  )
})

type Shell = { name: string; uid: number; gid: number; all: Record<string, number>; dataFolder: string }

function reachedBy({ name, uid, gid, all, dataFolder }: Shell): string[] {
  const files = listOwn(dataFolder).map(({ path }) => join(dataFolder, path))
  const program = ['package.json', 'channel', 'channel/main.ts', '.next', '.next/BUILD_ID', 'node_modules'].map(
    (path) => inProject(path),
  )
  const others = Object.entries(all).filter(([other]) => other !== name)
  const got = tryAs(uid, gid, [...files, ...others.map(([, pid]) => String(pid))])
  expect(tryAs(uid, gid, program).filter((line) => line.startsWith('write'))).toEqual([])
  return got.map((line) => line.replaceAll(`${dataFolder}/`, ''))
}

/** What stands in the page of it: the database's own files and the build's log, which is there or not, are left out. */
function listOwn(dataFolder: string) {
  return listBelongings(dataFolder).filter(({ path }) => !path.startsWith('postgres/') && path !== 'logs/build.log')
}

function orderOf<T>(byName: Record<string, T>): Record<string, T> {
  const order = ['supervisor', ...separated]
  return Object.fromEntries(order.flatMap((name) => (byName[name] === undefined ? [] : [[name, byName[name]]])))
}

function printFiles(belongings: ReturnType<typeof listOwn>): string {
  const whole = printPage({ people: {}, belongings, reached: {}, nameOf })
  return filesIn(whole)
}

function readFilesOfPage(): string {
  return `\n${filesIn(readProjectFile(page))}\n`
}

function filesIn(text: string): string {
  return text.slice(text.indexOf('## Files'), text.indexOf('## What a shell')).trim()
}

function chownTreeOf(file: string): void {
  spawnSync('chown', ['0:0', file])
  spawnSync('chmod', ['600', file])
}

async function untilServed({ webUrl }: Whole): Promise<void> {
  const giveUpAtMs = Date.now() + 30_000
  const isServed = async (): Promise<boolean> => (await fetch(`${webUrl}/login`).catch(() => null))?.status === 200
  while (!(await isServed())) {
    if (Date.now() > giveUpAtMs) throw new Error('/login is not served')
    await pause(100)
  }
}
