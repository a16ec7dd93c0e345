import { expect, test } from 'vitest'
import type { ApprovalAct } from '#domain/operator/approval.ts'
import { readApproval } from '#server/approvals/read-approval.ts'
import { at } from '#server/database.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import {
  approve,
  ask,
  openScene,
  readApprovalRow,
  reject,
  type Scene,
  wordOf,
} from '#tests/harness/approval-fixture.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readActions } from '#tests/harness/read-audit.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)

type Change = { act: ApprovalAct; fact: string; change: (scene: Scene) => Promise<unknown> }
const changes: Record<string, Change> = {
  'the device was ended meanwhile': {
    act: 'device:deactivate',
    fact: 'status',
    change: ({ app }) =>
      owner.query(`UPDATE device SET status = 'deactivated', ended_at = now(), ended_reason = 'lost' WHERE id = $1`, [
        app.deviceId,
      ]),
  },
  'the device serves one more enrollment': {
    act: 'device:deactivate',
    fact: 'enrollments',
    change: async ({ app, customer, nowMs }) => {
      const more = await makeAppEnrollment(owner, services.keys, customer, { nowMs, pinKind: 'first' })
      await owner.query('UPDATE activation SET device_id = $1 WHERE id = $2', [app.deviceId, more.activationId])
    },
  },
  'the enrollment was suspended': {
    act: 'enrollment:deactivate',
    fact: 'status',
    change: ({ smsEnrollmentId }) =>
      owner.query(`UPDATE enrollment SET status = 'suspended' WHERE id = $1`, [smsEnrollmentId]),
  },
  'the lock became a longer one': {
    act: 'guard:unlock',
    fact: 'untilMs',
    change: ({ customer, nowMs }) =>
      owner.query('UPDATE guard SET app_closed_until = $2 WHERE id = $1', [
        customer.card.guardIds.second,
        at(nowMs + 90 * 3_600_000),
      ]),
  },
  'the card was suspended as well': {
    act: 'guard:unlock',
    fact: 'suspended',
    change: ({ customer, nowMs }) =>
      owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(nowMs)]),
  },
  'the mobile by which the caller was known was changed': {
    act: 'guard:unlock',
    fact: 'mobile',
    change: ({ customer }) =>
      owner.query(`UPDATE customer SET mobile = '+989990001122' WHERE id = $1`, [customer.customerId]),
  },
  'the mobile became one that looks the same when it is masked': {
    act: 'guard:unlock',
    fact: 'coolingOffUntilMs',
    change: ({ customer, nowMs }) =>
      owner.query(
        `UPDATE customer SET cooling_off_until = $2,
           mobile = overlay(mobile placing CASE substr(mobile, 7, 3) WHEN '000' THEN '111' ELSE '000' END FROM 7 FOR 3)
         WHERE id = $1`,
        [customer.customerId, at(nowMs + 86_400_000)],
      ),
  },
  'the mobile was changed': {
    act: 'activation_token:reissue',
    fact: 'mobile',
    change: ({ customer }) =>
      owner.query(`UPDATE customer SET mobile = '+989990001122' WHERE id = $1`, [customer.customerId]),
  },
  'a token was issued at an ATM': {
    act: 'activation_token:reissue',
    fact: 'latestTokenId',
    change: ({ app, nowMs }) =>
      owner.query(
        `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody,
           sms_message_id, issued_at, expires_at)
         SELECT gen_random_uuid(), enrollment_id, card_id, customer_id, mobile, 'issued', 'ATM-1', 'answered_to_atm',
           gen_random_uuid(), $2, $3 FROM activation_token WHERE enrollment_id = $1`,
        [app.enrollmentId, at(nowMs + 1), at(nowMs + 86_400_000)],
      ),
  },
  'its maker was disabled': {
    act: 'device:deactivate',
    fact: 'maker',
    change: ({ maker }) => owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [maker.operatorId]),
  },
  'its maker got another role': {
    act: 'device:deactivate',
    fact: 'maker',
    change: ({ maker }) => owner.query(`UPDATE operator SET role = 'auditor' WHERE id = $1`, [maker.operatorId]),
  },
}
const cases = Object.entries(changes)

test.each(cases)(
  '%s: the approval is refused, says what changed, and the request ends as stale',
  async (_, { act, fact, change }) => {
    const scene = await openScene(owner, services)
    const approvalId = await ask(desk, scene, act)
    const { fraud, nowMs } = scene
    expect((await readApproval(desk, fraud.ctx(nowMs), { approvalId })).changedSince).toEqual([])
    await change(scene)
    const before = await readActions(owner, scene.customer.customerId)
    const seen = await readApproval(desk, fraud.ctx(nowMs), { approvalId })
    expect(seen.changedSince.map((each) => each.fact)).toEqual([fact])
    const said = await approve(desk, approvalId, { by: fraud, atMs: nowMs + 5 })
    expect(said).toEqual({ outcome: 'stale', changes: seen.changedSince })
    expect(await readApprovalRow(owner, approvalId)).toMatchObject({
      state: 'stale',
      checkerId: fraud.operatorId,
      changes: seen.changedSince,
      doneAtMs: null,
    })
    expect(await readActions(owner, scene.customer.customerId)).toEqual([...before, 'approval.stale'])
    expect(await approve(desk, approvalId, { by: fraud, atMs: nowMs + 6 })).toEqual(said)
  },
)

test('a request about a changed record can still be rejected', async () => {
  const scene = await openScene(owner, services)
  const approvalId = await ask(desk, scene)
  await changes['the device was ended meanwhile']?.change(scene)
  expect(await wordOf(reject(desk, approvalId, { by: scene.fraud, atMs: scene.nowMs }))).toBe('rejected')
})

test('of an approval and the same act done directly at once, the act is done once', async () => {
  for (let round = 0; round < 10; round++) {
    const scene = await openScene(owner, services)
    const { fraud, teller, nowMs, app } = scene
    const id = await ask(desk, scene)
    const act = { deviceId: app.deviceId, reason: 'گم شده است', proof: 'not_present' } as const
    await Promise.all([
      wordOf(approve(desk, id, { by: teller, atMs: nowMs + 1 })),
      wordOf(deactivateDevice(desk, fraud.ctx(nowMs + 1), act)),
    ])
    const actions = await readActions(owner, scene.customer.customerId)
    expect(actions.filter((action) => action === 'device.deactivated')).toHaveLength(1)
  }
}, 60_000)
