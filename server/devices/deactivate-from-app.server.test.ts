import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, installPhone, issueToken, type TestPhone } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }
const me = '/v1/app/devices/me/deactivations'
const other = (deviceId: string): string => `/v1/app/devices/${deviceId}/deactivations`
const reason = 'lost'

type Scene = { customer: TestCustomer; mobile: string; phone: TestPhone; enrollmentId: string; activationId: string }

async function openScene(model = 'Test Phone'): Promise<Scene> {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  const phone = await installPhone(fixture, mobile, model)
  const { enrollmentId, activationId } = await activate(
    phone,
    await issueToken(fixture, { pan: customer.card.pan, mobile }),
  )
  return { customer, mobile, phone, enrollmentId, activationId }
}

async function addPhone({ customer, mobile }: Scene, pinKind: 'first' | 'second'): Promise<TestPhone> {
  const phone = await installPhone(fixture, mobile, 'Tablet')
  await activate(phone, await issueToken(fixture, { pan: customer.card.pan, mobile, pinKind }))
  return phone
}

test('an installation reads how it stands, and the customer’s other installations', async () => {
  const scene = await openScene()
  const tablet = await addPhone(scene, 'first')
  const { status, body } = await scene.phone.readMe()
  expect(status).toBe(200)
  expect(body).toEqual({
    deviceId: scene.phone.deviceId,
    status: 'active',
    serverTime: body.serverTime,
    enrollments: [
      {
        enrollmentId: scene.enrollmentId,
        card: scene.customer.card.pan.masked,
        pinKind: 'second',
        status: 'active',
      },
    ],
    otherDevices: [
      { deviceId: tablet.deviceId, model: 'Tablet', lastSeenAt: body.otherDevices[0].lastSeenAt, status: 'active' },
    ],
  })
  expect(Math.abs(Date.parse(body.serverTime) - Date.now())).toBeLessThan(5_000)
})

test('one that was only redeemed is pending for its installation', async () => {
  const scene = await openScene()
  const second = await installPhone(fixture, scene.mobile)
  const { receiptPart, smsPart } = await issueToken(fixture, { pan: scene.customer.card.pan, mobile: scene.mobile })
  await second.post('/v1/app/activations', { receiptPart, smsPart })
  expect((await second.readMe()).body.enrollments).toMatchObject([{ status: 'pending' }])
  expect((await scene.phone.readMe()).body.enrollments).toMatchObject([{ status: 'active' }])
})

test('it ends itself with its enrollments, in one transaction, recorded and told', async () => {
  const { customer, phone, mobile, enrollmentId, activationId } = await openScene()
  const answer = await phone.post(me, { reason })
  expect([answer.status, answer.body]).toEqual([200, { status: 'deactivated' }])
  const { rows } = await owner.query(
    `SELECT d.status, d.ended_reason AS "endedReason", a.ended_reason AS binding, e.status AS enrollment
     FROM device d JOIN activation a ON a.device_id = d.id JOIN enrollment e ON e.id = $2 WHERE a.id = $1`,
    [activationId, enrollmentId],
  )
  expect(rows).toEqual([
    { status: 'deactivated', endedReason: 'lost', binding: 'device_deactivated', enrollment: 'deactivated' },
  ])
  const acts = (await readAudit(owner, customer.customerId)).filter(({ action }) => action.endsWith('deactivated'))
  expect(acts.map(({ action }) => action).sort()).toEqual(['device.deactivated', 'enrollment.deactivated'])
  for (const act of acts) expect(act).toMatchObject({ reason, actorKind: 'device', actorId: phone.deviceId })
  const told = await readSms(owner, database, { mobile })
  expect(told.filter(({ noticeKind }) => noticeKind === 'device_deactivated')).toHaveLength(1)
})

test('an installation that has ended may only read that it has', async () => {
  const { phone } = await openScene()
  await phone.post(me, { reason })
  const read = await phone.readMe()
  expect([read.status, read.body.status, read.body.enrollments, read.body.otherDevices]).toEqual([
    200,
    'deactivated',
    [],
    [],
  ])
  for (const path of [me, '/v1/app/activations']) {
    const answer = await phone.post(path, { reason, receiptPart: '', smsPart: '' })
    expect([answer.status, answer.body.code]).toEqual([403, 'device_deactivated'])
  }
})

test('a blocked installation reads that it is blocked', async () => {
  const { phone } = await openScene()
  await owner.query(`UPDATE device SET status = 'blocked', ended_at = $2 WHERE id = $1`, [
    phone.deviceId,
    at(Date.now()),
  ])
  expect((await phone.readMe()).body.status).toBe('blocked')
  expect((await phone.post(me, { reason })).body.code).toBe('device_blocked')
})

test('a customer ends the lost phone from the tablet', async () => {
  const scene = await openScene()
  const tablet = await addPhone(scene, 'first')
  const answer = await tablet.post(other(scene.phone.deviceId), { reason })
  expect(answer.body).toEqual({ status: 'deactivated' })
  expect((await scene.phone.readMe()).body.status).toBe('deactivated')
  expect((await tablet.readMe()).body).toMatchObject({ status: 'active', otherDevices: [] })
})

test('who shares or inherits a number sees and ends nothing of its other customers', async () => {
  const scene = await openScene()
  const stranger = await makeCustomer(owner, services.keys, { nowMs: Date.now(), mobile: scene.mobile })
  const phone = await installPhone(fixture, scene.mobile, 'Stranger')
  const before = await phone.readMe()
  expect(before.body.otherDevices).toEqual([])
  await activate(phone, await issueToken(fixture, { pan: stranger.card.pan, mobile: scene.mobile }))
  expect((await phone.readMe()).body.otherDevices).toEqual([])
  for (const deviceId of [scene.phone.deviceId, randomUUID()]) {
    const answer = await phone.post(other(deviceId), { reason })
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  }
  expect((await scene.phone.readMe()).body.status).toBe('active')
})

test('an installation whose enrollment is suspended ends no other', async () => {
  const scene = await openScene()
  const tablet = await addPhone(scene, 'first')
  await owner.query(`UPDATE enrollment SET status = 'suspended' WHERE id = $1`, [scene.enrollmentId])
  expect((await scene.phone.readMe()).body.otherDevices).toEqual([])
  expect((await scene.phone.post(other(tablet.deviceId), { reason })).status).toBe(404)
})

test('an installation that never was confirmed for the card takes nobody’s enrollment with it', async () => {
  const scene = await openScene()
  const second = await installPhone(fixture, scene.mobile)
  const { receiptPart, smsPart } = await issueToken(fixture, { pan: scene.customer.card.pan, mobile: scene.mobile })
  await second.post('/v1/app/activations', { receiptPart, smsPart })
  await second.post(me, { reason })
  expect((await scene.phone.readMe()).body.enrollments).toMatchObject([{ status: 'active' }])
})

test('ended and bound to one more card at once, it keeps no enrollment', async () => {
  for (let round = 0; round < 4; round++) {
    const scene = await openScene()
    const second = await makeCustomer(owner, services.keys, { nowMs: Date.now(), mobile: scene.mobile })
    const { receiptPart, smsPart } = await issueToken(fixture, { pan: second.card.pan, mobile: scene.mobile })
    const [bound, ended] = await Promise.all([
      scene.phone.post('/v1/app/activations', { receiptPart, smsPart }),
      scene.phone.post(me, { reason }),
    ])
    expect([201, 403]).toContain(bound.status)
    expect(ended.status).toBe(200)
    const { rows } = await owner.query(`SELECT count(*) FROM activation WHERE device_id = $1 AND status <> 'ended'`, [
      scene.phone.deviceId,
    ])
    expect(rows).toEqual([{ count: 0 }])
  }
})

test('two installations that end each other at once both answer, and one at least has ended', async () => {
  const scene = await openScene()
  const tablet = await addPhone(scene, 'first')
  const answers = await Promise.all([
    scene.phone.post(other(tablet.deviceId), { reason }),
    tablet.post(other(scene.phone.deviceId), { reason }),
  ])
  expect(answers.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThanOrEqual(1)
  for (const { status } of answers) expect([200, 403, 404]).toContain(status)
})

test('an installation that ended itself and lost the answer gets it by its retry, and nothing else', async () => {
  const { phone } = await openScene()
  const requestId = randomUUID()
  const first = await phone.post(me, { reason, requestId })
  const again = await phone.post(me, { reason, requestId })
  expect([again.status, again.text]).toEqual([200, first.text])
  expect((await phone.post(me, { reason: 'sold', requestId })).body.code).toBe('request_id_reused')
  expect((await phone.post(me, { reason })).body.code).toBe('device_deactivated')
})

test('its own id is not one of the others', async () => {
  const { phone } = await openScene()
  expect((await phone.post(other(phone.deviceId), { reason })).status).toBe(404)
  expect((await phone.readMe()).body.status).toBe('active')
})
