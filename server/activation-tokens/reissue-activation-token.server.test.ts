import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Role, roles } from '#domain/operator/permission.ts'
import { at } from '#server/database.ts'
import { passProof } from '#tests/harness/approval-fixture.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readLatestCode, readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, installPhone, issueToken, type TestPhone, type TokenOfAtm } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }
const path = '/v1/backoffice/activation-tokens'
const why = { reason: 'رسید گم شده است', proof: 'identity_document' }

type Scene = { customer: TestCustomer; mobile: string; phone: TestPhone; token: TokenOfAtm; teller: TestOperator }

async function openScene(): Promise<Scene> {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  const phone = await installPhone(fixture, mobile)
  const token = await issueToken(fixture, { pan: customer.card.pan, mobile })
  return { customer, mobile, phone, token, teller: await operatorOf('branch', customer.branchId) }
}

async function operatorOf(role: Role, branchId: string | null = null): Promise<TestOperator> {
  return await makeOperator(owner, { role, branchId, nowMs: Date.now() })
}

const reissue = ({ token }: Scene, { sessionId }: TestOperator, more: Record<string, unknown> = {}) =>
  channel.call(
    'backoffice',
    'POST',
    path,
    { enrollmentId: token.enrollmentId, ...why, ...more },
    { operatorSession: sessionId },
  )
const reprint = (id: string, { sessionId }: TestOperator, more: Record<string, unknown> = {}) =>
  channel.call(
    'backoffice',
    'POST',
    `${path}/${id}/receipt`,
    { reason: why.reason, ...more },
    { operatorSession: sessionId },
  )

test('a reissued token is redeemed; the old one is superseded; the operator’s row says who, why and how known', async () => {
  const scene = await openScene()
  const { customer, mobile, phone, token, teller } = scene
  const answer = await reissue(scene, teller)
  expect(answer.status).toBe(201)
  expect(Object.keys(answer.body)).toEqual(['activationTokenId', 'receiptPart', 'expiresAt'])
  const { receiptPart, activationTokenId, expiresAt } = answer.body
  const smsPart = await readLatestCode(owner, database, { mobile, template: 'activation_token' })
  expect(answer.text).not.toContain(smsPart)
  const old = await phone.post('/v1/app/activations', { receiptPart: token.receiptPart, smsPart: token.smsPart })
  expect(old.body.code).toBe('superseded')
  await activate(phone, { activationTokenId, enrollmentId: token.enrollmentId, receiptPart, smsPart })
  const row = (await readAudit(owner, customer.customerId)).find(({ action }) => action === 'activation_token.reissued')
  expect(row).toMatchObject({ actorKind: 'operator', actorId: teller.operatorId, ...why })
  const { enrollmentId } = token
  expect(row?.data).toMatchObject({ enrollmentId, supersededId: token.activationTokenId, expiresAt })
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${receiptPart}|${smsPart}`))
  const notices = (await readSms(owner, database, { mobile })).filter(({ noticeKind }) => noticeKind === 'token_issued')
  expect(notices).toHaveLength(2)
  const { rows } = await owner.query(
    'SELECT receipt_custody AS custody, operator_id AS "operatorId", terminal_id AS "terminalId" FROM activation_token WHERE id = $1',
    [activationTokenId],
  )
  expect(rows).toEqual([{ custody: 'printed', operatorId: teller.operatorId, terminalId: null }])
})

test.each(roles.filter((role) => role !== 'branch'))(
  'refuses role %s, like a thing that is not there',
  async (role) => {
    const scene = await openScene()
    const operator = await operatorOf(role)
    for (const answer of [await reissue(scene, operator), await reprint(scene.token.activationTokenId, operator)])
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    const { rows } = await owner.query(
      `SELECT subject_id AS permission FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied' ORDER BY 1`,
      [operator.operatorId],
    )
    expect(rows.map(({ permission }) => permission)).toEqual(['activation_token:reissue', 'activation_token:reprint'])
  },
)

test('another branch’s customer is out of reach until they come to the counter with a reason, and then takes a code', async () => {
  const scene = await openScene()
  const elsewhere = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const { customerId } = scene.customer
  const hands: [string | null, number, number][] = [
    [null, 60_000, 404],
    ['سفر', -1, 404],
    ['سفر', 60_000, 409],
  ]
  for (const [reason, leftMs, status] of hands) {
    const teller = await operatorOf('branch', elsewhere.branchId)
    await putInHand(owner, { operatorId: teller.operatorId, customerId, reason, untilMs: Date.now() + leftMs })
    expect((await reissue(scene, teller)).status).toBe(status)
    if (status !== 409) continue
    await passProof(owner, { operatorId: teller.operatorId, customerId, nowMs: Date.now() })
    expect((await reissue(scene, teller, { proof: 'app_code' })).status).toBe(201)
  }
})

test('a session that has ended reissues nothing', async () => {
  const scene = await openScene()
  await owner.query('UPDATE staff_session SET revoked_at = $2 WHERE operator_id = $1', [
    scene.teller.operatorId,
    at(Date.now()),
  ])
  const answer = await reissue(scene, scene.teller)
  expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
})

test('the same submission issues once, however often and under whatever request ids it comes', async () => {
  const scene = await openScene()
  const submissionId = randomUUID()
  const answers = await Promise.all(Array.from({ length: 6 }, () => reissue(scene, scene.teller, { submissionId })))
  const issued = answers.filter(({ status }) => status === 201)
  expect(issued).toHaveLength(1)
  const { activationTokenId, receiptPart } = issued[0]?.body ?? {}
  for (const { status, body, text } of answers.filter((answer) => answer !== issued[0])) {
    expect([status, body.code, body.activationTokenId]).toEqual([409, 'already_issued', activationTokenId])
    expect(text).not.toContain(receiptPart)
  }
})

test('a repeat under the same request id never tells the receipt part again', async () => {
  const scene = await openScene()
  const requestId = randomUUID()
  const first = await reissue(scene, scene.teller, { requestId })
  const repeat = await reissue(scene, scene.teller, { requestId })
  expect([repeat.status, repeat.body.code]).toEqual([409, 'already_issued'])
  expect(repeat.text).not.toContain(first.body.receiptPart)
})

test('an ended or suspended enrollment gets no token', async () => {
  const scene = await openScene()
  const { guardIds, pan } = scene.customer.card
  await owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [guardIds.second, at(Date.now())])
  expect((await reissue(scene, scene.teller)).body.code).toBe('enrollment_suspended')
  const body = { pan: pan.reveal(), terminalId: 'ATM', pinKinds: ['second'] }
  await channel.call('atm', 'POST', '/v1/atm/deactivations', body)
  expect((await reissue(scene, scene.teller)).body.code).toBe('enrollment_deactivated')
})

test('the receipt part is printed three times more while the token lives, each time with its reason', async () => {
  const scene = await openScene()
  const { activationTokenId, receiptPart } = (await reissue(scene, scene.teller)).body
  const requestId = randomUUID()
  const first = await reprint(activationTokenId, scene.teller, { requestId })
  expect([first.status, first.body]).toEqual([200, { receiptPart, reprints: 1 }])
  const repeat = await reprint(activationTokenId, scene.teller, { requestId })
  expect([repeat.status, repeat.body.code]).toEqual([409, 'already_issued'])
  const more = await Promise.all(Array.from({ length: 5 }, () => reprint(activationTokenId, scene.teller)))
  expect(
    more
      .filter(({ status }) => status === 200)
      .map(({ body }) => body.reprints)
      .sort(),
  ).toEqual([2, 3])
  expect(more.filter(({ body }) => body.code === 'reprint_limit')).toHaveLength(3)
  const rows = (await readAudit(owner, scene.customer.customerId)).filter(
    ({ action }) => action === 'activation_token.reprinted',
  )
  expect(rows).toHaveLength(3)
  for (const row of rows) expect(row).toMatchObject({ actorId: scene.teller.operatorId, reason: why.reason })
  expect(JSON.stringify(rows)).not.toContain(receiptPart)
})

test('a token that is no longer live is not printed', async () => {
  const scene = await openScene()
  await activate(scene.phone, scene.token)
  const answer = await reprint(scene.token.activationTokenId, scene.teller)
  expect([answer.status, answer.body.code]).toEqual([409, 'token_not_live'])
})
