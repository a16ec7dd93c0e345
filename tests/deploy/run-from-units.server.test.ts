import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { urlOfDatabase, withClient } from '../../scripts/database/prepare-database.ts'
import { keepKeys } from '../../scripts/keys/keep-keys.ts'
import { describeServiceSecrets } from '../../scripts/keys/service-secrets.ts'
import { inProject, projectRoot } from '../../scripts/project-root.ts'
import { buildWeb } from '../../scripts/run/build-web.ts'
import { findFreePort } from '../../scripts/run/free-port.ts'
import { defaultUidBase, plannedUsers } from '../../scripts/users/process-users.ts'
import { findUnreachable } from '../../scripts/users/unreachable.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { readProjectFile } from '../harness/project-files.ts'
import { readService, readVariables, type serving, treeOfUnits, valuesOf } from './read-units.ts'

const users = plannedUsers(defaultUidBase)
const isReachable = process.getuid?.() === 0 && findUnreachable(users.web, '/') === undefined
const database = await openTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'ramzban-deploy-'))
chmodSync(folder, 0o711)
const keyFiles = await keepKeys({ dataFolder: folder, ownerUrl: database.ownerUrl })
const urls = {
  owner: database.ownerUrl,
  channel: database.channelUrl,
  worker: database.workerUrl,
  web: database.webUrl,
}
const secrets = describeServiceSecrets({ urls, keyFiles })
const children: ChildProcess[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** As systemd hands it over: root's, read by the unit's user through its group here, through an access list there. */
function handOver(name: (typeof serving)[number]): string {
  const credentials = join(folder, 'credentials', name)
  const { gid } = users[name]
  mkdirSync(credentials, { recursive: true })
  chmodSync(join(folder, 'credentials'), 0o755)
  const file = join(credentials, `${name}.json`)
  copyFileSync(keyFiles[name], file)
  for (const [path, mode] of [
    [file, 0o440],
    [credentials, 0o550],
  ] as const) {
    chownSync(path, 0, gid)
    chmodSync(path, mode)
  }
  return credentials
}

type Started = { said: () => string; ended: () => boolean; child: ChildProcess }

function startUnit(name: 'migrate' | (typeof serving)[number], more: Record<string, string>): Started {
  const unit = readService(name)
  const set = valuesOf(unit, 'Environment').flatMap((line) => line.split(' ').map((part) => readVariables(part)))
  const credentials = name === 'migrate' ? '' : handOver(name)
  const given = JSON.parse(JSON.stringify(Object.assign({}, ...set)).replaceAll('%d', credentials))
  const shared = name === 'migrate' ? {} : readVariables(readProjectFile('deploy/ramzban.env.example'))
  const env = { ...given, ...shared, ...secrets[name], ...more, CREDENTIALS_DIRECTORY: credentials }
  const [program = '', ...args] = (valuesOf(unit, 'ExecStart')[0] ?? '')
    .replaceAll(treeOfUnits, projectRoot)
    .replace(/\$\{(\w+)\}/g, (_whole, variable: string) => env[variable] ?? '')
    .split(' ')
  const ids = name === 'migrate' ? { uid: defaultUidBase + 50, gid: defaultUidBase + 50 } : users[name]
  const PATH = '/usr/sbin:/usr/bin:/sbin:/bin'
  const { RAMZBAN_RUN } = process.env
  const child = spawn(program, args, { ...ids, cwd: inProject(), env: { PATH, RAMZBAN_RUN, ...env } })
  children.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk
    })
  }
  return { said: () => said, ended: () => child.exitCode !== null, child }
}

function listCommandLines(): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : []
    } catch {
      return []
    }
  })
}

async function until(isSo: () => boolean | Promise<boolean>, started: Started): Promise<void> {
  const giveUpAtMs = Date.now() + 60_000
  while (!(await isSo())) {
    if (started.ended() || Date.now() > giveUpAtMs) throw new Error(`It did not come to that:\n${started.said()}`)
    await pause(100)
  }
}

describe.skipIf(!isReachable)(
  'the commands of the units, each as a user of its own with its key as a credential',
  () => {
    test('the migrations find nothing to do in a database that has them', async () => {
      const migration = startUnit('migrate', {})
      const code = await new Promise((done) => migration.child.once('close', done))
      expect([code, migration.said()]).toEqual([0, 'The database has every migration.\n'])
    })

    test('the migrations apply what is missing, with nothing to write to and no password on any command line', async () => {
      const name = `ramzban_deploy_${process.pid}`
      await withClient(database.superuserUrl, (client) => client.query(`CREATE DATABASE ${name} OWNER ramzban_owner`))
      await withClient(urlOfDatabase(database.superuserUrl, name), async (client) => {
        await client.query('CREATE EXTENSION pg_trgm')
        await client.query('GRANT USAGE ON SCHEMA public TO ramzban_web, ramzban_channel, ramzban_worker')
      })
      const migration = startUnit('migrate', { DATABASE_URL: urlOfDatabase(database.ownerUrl, name) })
      const seen = new Set<string>()
      while (!migration.ended()) {
        for (const line of listCommandLines()) seen.add(line)
        await pause(20)
      }
      await withClient(database.superuserUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
      expect([migration.child.exitCode, migration.said()]).toEqual([0, 'The database has every migration.\n'])
      const shown = [...seen].filter((line) => line.includes(name))
      expect(shown.some((line) => line.includes('schema-engine'))).toBe(true)
      expect(shown.filter((line) => line.includes(new URL(database.ownerUrl).password))).toEqual([])
    }, 180_000)

    test('the channel server reads its key and answers', async () => {
      const port = await findFreePort()
      const channel = startUnit('channel', { CHANNEL_PORT: String(port) })
      await until(() => channel.said().includes('channel ready'), channel)
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
    }, 90_000)

    test('the worker reads its key and answers', async () => {
      const port = await findFreePort()
      const token = { SMS_PROVIDER_TOKEN: 'x'.repeat(16) }
      const worker = startUnit('worker', { WORKER_HEALTH_PORT: String(port), ...token })
      await until(() => worker.said().includes('worker ready'), worker)
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    }, 90_000)

    test('the web reads its key and serves the staff’s host', async () => {
      await buildWeb(join(folder, 'build.log'))
      const port = await findFreePort()
      const inner = `http://127.0.0.1:${port}`
      const web = startUnit('web', { WEB_PORT: String(port), NEXTAUTH_URL_INTERNAL: inner })
      await until(async () => (await fetch(`${inner}/login`).catch(() => null))?.status === 200, web)
    }, 300_000)

    test('a unit that is handed another’s key stops in one line', async () => {
      const started = startUnit('channel', { CHANNEL_KEYS_FILE: join(folder, 'credentials', 'worker', 'worker.json') })
      const code = await new Promise((done) => started.child.once('close', done))
      expect(code).toBe(1)
      expect(started.said()).toMatch(
        /^The channel server stops: Key file .*worker\.json: it cannot be (reached|read).*\n$/,
      )
    })
  },
)
