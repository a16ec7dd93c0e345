import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keepClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import { openPool } from '#server/database.ts'
import { heldByWeb } from '#server/key-check-values.ts'
import { checkHeldKeys } from '#server/key-checks/check-held-keys.ts'
import { findWebKeyTrouble } from '#server/key-checks/check-web-start.ts'
import { readKeyChecks } from '#server/key-checks/repository.ts'
import { readChannelKeys } from '#server/keys.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { inProject } from '../project-root.ts'
import { defaultUidBase, type ProcessUsers, plannedUsers } from '../users/process-users.ts'
import { keepKeys } from './keep-keys.ts'
import { type KeyFiles, makeKeyFiles } from './keys.ts'

type Name = keyof KeyFiles

const database = await openTestDatabase()
const owner = openPool({ connectionString: database.ownerUrl, max: 2, applicationName: 'key-checks' })
const folders: string[] = []
afterAll(async () => {
  await owner.end()
  for (const folder of folders) rmSync(folder, { recursive: true })
})
let dataFolder: string
let files: KeyFiles
const newKey = (): string => randomBytes(32).toString('base64url')
const keep = (folder = dataFolder): Promise<KeyFiles> => keepKeys({ dataFolder: folder, ownerUrl: database.ownerUrl })
const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-kept-'))
  folders.push(folder)
  return folder
}

// biome-ignore lint/suspicious/noExplicitAny: key files of any shape
function change(name: Name, edit: (keys: any) => void): void {
  const keys = JSON.parse(readFileSync(files[name], 'utf8'))
  edit(keys)
  writeFileSync(files[name], JSON.stringify(keys))
}

/** The one line that stops the start. */
async function refusal(folder = dataFolder): Promise<string> {
  const line = await keep(folder).then(
    () => 'started',
    (error: Error) => error.message,
  )
  expect(line).not.toContain('\n')
  return line
}

async function sealSomething(): Promise<void> {
  await owner.query(
    `INSERT INTO channel_client (id, kind, name, rate_per_second, created_at, sources) VALUES ('old', 'core', 'old', 10, now(), '{127.0.0.0/8}')`,
  )
  await keepClientSecret(owner, readChannelKeys(files.channel), { clientId: 'old', version: 1 })
}

beforeEach(async () => {
  await owner.query('DELETE FROM key_check')
  await owner.query('DELETE FROM channel_client_secret')
  await owner.query('DELETE FROM channel_client')
  dataFolder = makeFolder()
  files = await keep()
})

test('a fresh start draws keys and records a check value of each; a restart adds nothing', async () => {
  const recorded = await readKeyChecks(owner)
  const channel = ['backofficeClientSecret', 'bodyMacKey', 'otpCodeKey', 'panFingerprintKey', 'seal:k1', 'smsKey']
  expect([...recorded.keys()].sort()).toEqual([...channel, 'sessionKey', 'tokenKey'].sort())
  const before = readFileSync(files.channel, 'utf8')
  expect(await keep()).toEqual(files)
  expect(readFileSync(files.channel, 'utf8')).toBe(before)
  expect((await owner.query('SELECT FROM key_check')).rowCount).toBe(8)
  for (const value of recorded.values()) expect(before).not.toContain(value.toString('base64url'))
})

const wrongs: [Name, string, (keys: Record<string, string> & { sealKeys: Record<string, string> }) => void][] = [
  ...['panFingerprintKey', 'otpCodeKey', 'tokenKey', 'bodyMacKey', 'backofficeClientSecret'].map(
    (name): (typeof wrongs)[number] => ['channel', name, (keys) => void Object.assign(keys, { [name]: newKey() })],
  ),
  ['channel', 'seal:k1', ({ sealKeys }) => void Object.assign(sealKeys, { k1: newKey() })],
  [
    'channel',
    'seal:k1',
    (keys) => {
      keys.sealKeys = { k2: newKey() }
      keys.sealKeyId = 'k2'
    },
  ],
  ['channel', 'sealKeyId', (keys) => void Object.assign(keys, { sealKeyId: 'k9' })],
  ['channel', 'tokenKey', (keys) => void Object.assign(keys, { tokenKey: 'short' })],
  ['channel', 'bodyMacKey', (keys) => void delete keys.bodyMacKey],
  ['web', 'sessionKey', (keys) => void Object.assign(keys, { sessionKey: newKey() })],
  ['web', 'backofficeClientSecret', (keys) => void Object.assign(keys, { backofficeClientSecret: newKey() })],
]

test.each(wrongs)('%s.json with a wrong %s stops the start', async (name, key, edit) => {
  change(name, edit)
  const line = await refusal()
  expect(line).toContain(files[name])
  expect(line).toContain(key)
  expect(line).toContain('Restore it from the backup')
})

test.each(['channel', 'worker', 'web'] as const)('another installation’s %s.json stops the start', async (name) => {
  const other = makeKeyFiles(makeFolder())
  writeFileSync(files[name], readFileSync(other[name]))
  expect(await refusal()).toContain(files[name])
})

test.each([['channel'], ['worker'], ['web'], ['worker', 'web', 'channel'], ['channel', 'web']] as Name[][])(
  'a start without %s.json draws nothing over a database that was written with keys',
  async (...lost) => {
    for (const name of lost) rmSync(files[name])
    const line = await refusal()
    for (const name of lost) expect(line).toContain(files[name])
    expect(line).toContain('missing')
    for (const name of lost) expect(() => readFileSync(files[name])).toThrow(/ENOENT/)
  },
)

test.each([0o644, 0o640, 0o604, 0o660, 0o666, 0o610, 0o601])(
  'mode %o of any key file stops the start',
  async (mode) => {
    for (const name of ['channel', 'worker', 'web'] as const) {
      chmodSync(files[name], mode)
      expect(await refusal()).toContain(`chmod 600 ${files[name]}`)
      chmodSync(files[name], 0o600)
    }
    expect(await refusal()).toBe('started')
  },
)

test.skipIf(process.getuid?.() !== 0)('a key file that belongs to someone else stops the start', async () => {
  chownSync(files.web, 4242, 0)
  expect(await refusal()).toContain(`${files.web}: it belongs to user 4242. Say chown 0 ${files.web}`)
})

describe.skipIf(process.getuid?.() !== 0)('with a user for each process', () => {
  const planned = plannedUsers(defaultUidBase)
  const apart: ProcessUsers = { planned, whyShared: undefined }
  const start = (users: ProcessUsers): Promise<unknown> => keepKeys({ dataFolder, ownerUrl: database.ownerUrl, users })
  const owners = (): number[] => [files.channel, files.worker, files.web].map((file) => statSync(file).uid)

  test('root’s key files are given to who reads each, and back where one user runs all', async () => {
    await start(apart)
    expect(owners()).toEqual([planned.channel.uid, planned.worker.uid, planned.web.uid])
    await start(apart)
    await start({ planned, whyShared: 'for a test' })
    expect(owners()).toEqual([0, 0, 0])
  })

  test.each([
    ['another process', planned.worker.uid],
    ['somebody else', 4242],
    ['nobody', 65_534],
  ])('a key file of %s stops the start and stays whose it is', async (_whose, uid) => {
    chownSync(files.channel, uid, uid)
    const line = `${files.channel}: it belongs to user ${uid}. Say chown ${planned.channel.uid} ${files.channel}`
    await expect(start(apart)).rejects.toThrow(line)
    expect(statSync(files.channel).uid).toBe(uid)
  })
})

test.each(['', '{', '[]', 'null', '7'])('a key file that says «%s» stops the start', async (content) => {
  writeFileSync(files.worker, content)
  expect(await refusal()).toContain(files.worker)
})

test('a restored database meets other keys: it is not taken over', async () => {
  const elsewhere = makeFolder()
  makeKeyFiles(elsewhere)
  expect(await refusal(elsewhere)).toContain('that this database was written with')
})

describe('a database from before the check values', () => {
  beforeEach(async () => {
    await sealSomething()
    await owner.query('DELETE FROM key_check')
  })

  test('records them where what is sealed opens', async () => {
    await keep()
    expect((await readKeyChecks(owner)).size).toBe(8)
  })

  test('records nothing where it does not, and draws no keys over it', async () => {
    const elsewhere = makeFolder()
    expect(await refusal(elsewhere)).toContain('missing')
    makeKeyFiles(elsewhere)
    expect(await refusal(elsewhere)).toContain('does not open what this database keeps')
    expect((await readKeyChecks(owner)).size).toBe(0)
  })
})

test('a sealing key may be added, and the back office’s secret given anew in both its files', async () => {
  const secret = newKey()
  change('channel', (keys) => {
    keys.sealKeys.k2 = newKey()
    keys.sealKeyId = 'k2'
    keys.backofficeClientSecret = secret
  })
  expect(await refusal()).toContain(files.channel)
  change('web', (keys) => void Object.assign(keys, { backofficeClientSecret: secret }))
  expect(await refusal()).toBe('started')
  expect([...(await readKeyChecks(owner)).keys()]).toContain('seal:k2')
})

test('the web compares with its own role, and may write no check value', async () => {
  const web = openPool({ connectionString: database.webUrl, max: 1, applicationName: 'key-checks' })
  await checkHeldKeys(web, heldByWeb(files.web))
  await expect(
    web.query(`INSERT INTO key_check (key_id, check_value) VALUES ('a', '\\x00112233445566778899aabbccddeeff')`),
  ).rejects.toThrow(/permission denied/)
  await web.end()
  const start = { connectionString: database.webUrl, keysFile: files.web }
  expect(await findWebKeyTrouble(start)).toBe(null)
  change('web', (keys) => void Object.assign(keys, { sessionKey: newKey() }))
  expect(await findWebKeyTrouble(start)).toContain('sessionKey')
  const away = { ...start, connectionString: 'postgresql://ramzban_web:x@127.0.0.1:1/ramzban' }
  expect(await findWebKeyTrouble(away)).toBe(null)
})

describe.each(['channel', 'worker'] as const)('the %s process itself', (name) => {
  test('stops in one line with a wrong key, a file open to others, and none', async () => {
    writeFileSync(files[name], readFileSync(makeKeyFiles(makeFolder())[name]))
    const troubles = [() => undefined, () => chmodSync(files[name], 0o644), () => rmSync(files[name])]
    for (const trouble of troubles) {
      trouble()
      const { code, said } = await runOnce(name)
      expect(said.trimEnd().split('\n')).toHaveLength(1)
      expect(said).toContain(`Key file ${files[name]}`)
      expect(code).toBe(1)
    }
  })
})

async function runOnce(name: 'channel' | 'worker'): Promise<{ code: number; said: string }> {
  const { PATH, RAMZBAN_RUN } = process.env
  const child = spawn(process.execPath, [inProject(name, 'main.ts')], {
    env: {
      NODE_ENV: 'production',
      PATH,
      RAMZBAN_RUN,
      DATABASE_URL: name === 'channel' ? database.channelUrl : database.workerUrl,
      [`${name.toUpperCase()}_KEYS_FILE`]: files[name],
      OUTBOX_FILE: join(dataFolder, 'outbox.jsonl'),
      RAMZBAN_DEMO: '1',
      CHANNEL_PORT: '0',
      INSTITUTION_NAME: 'بانک نمونه',
      SUPPORT_PHONE: '02127310',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  const code = await new Promise<number>((done) => child.once('close', (exitCode) => done(exitCode ?? -1)))
  return { code, said }
}
