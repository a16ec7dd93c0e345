import { randomUUID } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { afterAll, expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import { passwordHashing } from '#server/operators/check-password.ts'
import { createOperator } from '#server/operators/create-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { listProjectFiles, readProjectFile } from '#tests/harness/project-files.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { makeStaff } from '#tests/harness/test-staff.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const owner = openPool({ connectionString: database.ownerUrl, max: 1, applicationName: 'sign-in-spellings' })
afterAll(() => owner.end())

type Body = { username: string; password: string }
const signIn = (body: Body) =>
  channel.call('backoffice', 'POST', '/v1/backoffice/staff-authentications', { requestId: randomUUID(), ...body })
const inDigits = (text: string, zero: number): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)))
const scripts = { Persian: 0x6f0, 'Arabic-Indic': 0x660, 'full-width': 0xff10 }

/** As an installation of before holds it: the hash of the text as it was typed. */
async function makeStaffOfBefore(password: string): Promise<{ id: string; username: string }> {
  const { id, username } = await makeStaff(database, 'support')
  await owner.query('UPDATE staff_credential SET password_hash = $2 WHERE operator_id = $1', [
    id,
    await hash(password, passwordHashing),
  ])
  return { id, username }
}

const stateOf = async (id: string) =>
  (await owner.query('SELECT failed_attempts AS failed FROM operator WHERE id = $1', [id])).rows[0]?.failed

test.each(Object.entries(scripts))('a name and a password set in ASCII open in %s digits', async (_script, zero) => {
  const password = `vanak-daftar-${4_100 + zero}`
  const { id, username } = await makeStaffOfBefore(password)
  for (const typed of [username, ` ${inDigits(username.toUpperCase(), zero)}\u200f`]) {
    expect((await signIn({ username: typed, password: inDigits(password, zero) })).status).toBe(201)
  }
  expect(await stateOf(id)).toBe(0)
})

test.each(Object.entries(scripts))(
  'an operator made with %s digits signs in with ASCII and others',
  async (_script, zero) => {
    const own = `modir-${String(zero).padStart(6, '0')}`
    const password = 'رمز بلند 2468'
    const input = { name: 'رضا توکلی', role: 'admin', nowMs: Date.now() }
    const stored = await createOperator(owner, {
      ...input,
      username: inDigits(own, zero),
      password: inDigits(password, zero),
    })
    expect(stored.username).toBe(own)
    for (const other of [0x30, ...Object.values(scripts)]) {
      const typed = { username: inDigits(own, other), password: inDigits(password, other) }
      expect((await signIn(typed)).status).toBe(201)
    }
  },
)

test('a hash of before, of Persian digits, opens in them and in ASCII, and is then made anew for every script', async () => {
  for (const first of ['گذرواژه-۱۳۵۷', 'گذرواژه-1357']) {
    const { id, username } = await makeStaffOfBefore('گذرواژه-۱۳۵۷')
    expect((await signIn({ username, password: first })).status).toBe(201)
    const { rows } = await owner.query('SELECT password_hash AS made FROM staff_credential WHERE operator_id = $1', [
      id,
    ])
    expect(await verify(rows[0].made, 'گذرواژه-1357')).toBe(true)
    for (const zero of [0x30, ...Object.values(scripts)]) {
      expect((await signIn({ username, password: inDigits('گذرواژه-1357', zero) })).status).toBe(201)
    }
  }
})

test('a hash of before that no reading makes, of mixed digits, opens as it was typed', async () => {
  const { username } = await makeStaffOfBefore('گذرواژه-۱٣5７')
  expect((await signIn({ username, password: 'گذرواژه-۱٣5７' })).status).toBe(201)
})

test('a wrong password is one failure however many readings it has', async () => {
  const { id, username } = await makeStaffOfBefore('poshtiban-51')
  expect((await signIn({ username, password: 'poshtiban-٥۲' })).status).toBe(409)
  expect(await stateOf(id)).toBe(1)
})

test('a name that differs in more than spelling is another', async () => {
  const password = 'poshtiban-51'
  const { username } = await makeStaffOfBefore(password)
  for (const typed of [`${username}1`, username.replace('-', ''), username.replace('-', ' - ')]) {
    expect((await signIn({ username: typed, password })).status).toBe(409)
  }
})

test('passwords are hashed and verified in one file', () => {
  const files = listProjectFiles(/^(app|channel|prisma|scripts|server|worker)\/.*(?<!test)\.tsx?$/)
  expect(files.filter((file) => readProjectFile(file).includes('@node-rs/argon2'))).toEqual([
    'server/operators/check-password.ts',
  ])
})
