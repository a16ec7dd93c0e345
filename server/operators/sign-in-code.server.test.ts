import { expect, test } from 'vitest'
import { toPersianDigits } from '#domain/text/digits.ts'
import { forgetKnownDevice } from '#server/operators/forget-known-device.ts'
import { issueSignInCode } from '#server/operators/issue-sign-in-code.ts'
import { issueSignInCodeAtConsole } from '#server/operators/issue-sign-in-code-at-console.ts'
import { readOwnAccount } from '#server/operators/read-own-account.ts'
import { listShutAccounts } from '#server/overview/list-shut-accounts.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { makeStaff } from '#tests/harness/test-staff.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const { owner } = openTestServices(database)
const desk = openTestDesk(database)
const web = openTestWeb(database)
const nowMs = Date.now()

let places = 0
const signIn = ({ username, password }: { username: string; password: string }, device?: string) => {
  const body = { username, password, device, ip: `192.0.2.${++places}` }
  return channel.call('backoffice', 'POST', '/v1/backoffice/staff-authentications', body)
}
async function shutOut() {
  const staff = await makeStaff(database, 'support')
  for (let tries = 0; tries < 5; tries++) await signIn({ ...staff, password: 'نادرست' })
  expect((await signIn(staff)).status).toBe(409)
  return staff
}

test('a code lets in whom strangers have shut out, once, however it is typed, and their browser is known then', async () => {
  const staff = await shutOut()
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  const { code } = await issueSignInCode(desk, admin.ctx(nowMs), { operatorId: staff.id })
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  const typed = ` ${toPersianDigits(code.toLowerCase()).replaceAll('-', ' ')} `
  const first = await signIn(staff, typed)
  expect(first.status).toBe(201)
  expect(first.body.device).toMatch(/^[\w-]{43}$/)
  expect((await signIn(staff, code)).status, 'the account is still shut, and the code is used').toBe(409)
  expect((await signIn(staff, first.body.device)).status).toBe(201)
  const { rows } = await owner.query(
    `SELECT actor_id AS who, data FROM audit_event WHERE action = 'staff.sign_in_code_issued' AND subject_id = $1`,
    [staff.id],
  )
  expect(rows).toEqual([{ who: admin.operatorId, data: { untilMs: nowMs + 24 * 3_600_000 } }])
  expect(JSON.stringify(rows)).not.toContain(code)
})

test('a code is worth nothing without the password, for another, after a newer one, after five tries or a day', async () => {
  const staff = await shutOut()
  const other = await shutOut()
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  const issue = () => issueSignInCode(desk, admin.ctx(nowMs), { operatorId: staff.id })
  const older = await issue()
  const { code } = await issue()
  expect((await signIn(staff, older.code)).status).toBe(409)
  expect((await signIn(other, code)).status).toBe(409)
  for (let tries = 0; tries < 5; tries++) expect((await signIn({ ...staff, password: 'x' }, code)).status).toBe(409)
  expect((await signIn(staff, code)).status).toBe(409)
  const late = await issue()
  await owner.query(`UPDATE known_device SET code_expires_at = now() WHERE operator_id = $1`, [staff.id])
  expect((await signIn(staff, late.code)).status).toBe(409)
})

test('the console gives one where no administrator can; nobody gives one to who is not at work', async () => {
  const staff = await shutOut()
  const { code } = await issueSignInCodeAtConsole(owner, { username: staff.username.toUpperCase(), nowMs })
  expect((await signIn(staff, code)).status).toBe(201)
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  await owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [staff.id])
  for (const operatorId of [staff.id, 'nobody', admin.sessionId])
    await expect(issueSignInCode(desk, admin.ctx(nowMs), { operatorId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(issueSignInCodeAtConsole(owner, { username: staff.username, nowMs })).rejects.toThrow('Nobody at work')
})

test('an operator forgets a browser of their own, once, and nobody else’s', async () => {
  const staff = await makeStaff(database, 'fraud')
  const { body } = await signIn(staff)
  const mine = await makeOperator(owner, { role: 'fraud', nowMs })
  const ctx = { ...mine.ctx(Date.now()), actor: { kind: 'operator', sessionId: body.sessionId } as const }
  const { knownDevices } = await readOwnAccount(web, ctx)
  const deviceId = knownDevices[0]?.id ?? ''
  expect(knownDevices).toHaveLength(1)
  await expect(forgetKnownDevice(desk, mine.ctx(nowMs), { deviceId })).rejects.toMatchObject({ code: 'not_found' })
  await forgetKnownDevice(desk, ctx, { deviceId })
  await expect(forgetKnownDevice(desk, ctx, { deviceId })).rejects.toMatchObject({ code: 'not_found' })
  expect((await readOwnAccount(web, ctx)).knownDevices).toEqual([])
})

test('administrators and the auditor see on home whose account was shut, nobody else does', async () => {
  const staff = await shutOut()
  for (const role of ['admin', 'auditor'] as const) {
    const { ctx } = await makeOperator(owner, { role, nowMs })
    const shown = await listShutAccounts(web, ctx(Date.now()))
    expect(shown[0]).toMatchObject({ operatorId: staff.id, username: staff.username })
    expect(shown[0]?.lockedUntilMs).toBeGreaterThan(Date.now())
  }
  for (const role of ['fraud', 'support'] as const) {
    const { ctx } = await makeOperator(owner, { role, nowMs })
    await expect(listShutAccounts(web, ctx(nowMs))).rejects.toMatchObject({ code: 'forbidden' })
  }
})
