import { afterAll, describe, expect, test } from 'vitest'
import { grantOf, isAllowed, type Permission, permissions, roles } from '#domain/operator/permission.ts'
import { listAuditEvents } from '#server/audit/list-audit-events.ts'
import { readCustomer } from '#server/customers/read-customer.ts'
import { at, openPool } from '#server/database.ts'
import { unlockGuard } from '#server/guards/unlock-guard.ts'
import { readVerification } from '#server/verifications/read-verification.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { listProjectFiles, readProjectFile } from '#tests/harness/project-files.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { acts } from './acts.ts'
import {
  type Case,
  callChannel,
  listDenials,
  nobody,
  openCase,
  type PermissionFixture,
  verdictOf,
} from './permission-fixture.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const webPool = openPool({ connectionString: database.webUrl, max: 4, applicationName: 'permissions-web' })
const owner = openPool({ connectionString: database.ownerUrl, max: 4, applicationName: 'permissions-owner' })
const fixture: PermissionFixture = { webPool, owner, channel }
afterAll(() => Promise.all([webPool.end(), owner.end()]))

/** Nobody does anything under these alone: asking for the policy is tried in asking.server.test.ts, and bulk acts do not exist. */
const withoutAct: Permission[] = ['bulk_action:run', 'policy:change']

describe.each(permissions.filter((permission) => acts.some((act) => act.permission === permission)))(
  '%s',
  (permission) => {
    test.each(roles)('by a user of role %s: as the table says, and a denial is recorded', async (role) => {
      for (const act of acts.filter((one) => one.permission === permission)) {
        const asked = await openCase(fixture, role)
        const denied = act.asks.find((one) => !isAllowed(role, one))
        const withinReach = isAllowed(role, permission) ? 'allowed' : 'not_found'
        expect(await act.run(asked), act.name).toBe(denied ? 'forbidden' : withinReach)
        expect(await listDenials(owner, asked.operatorId), act.name).toEqual(denied ? [denied] : [])
      }
    })
  },
)

test('whatever the sources ask permission for is tried here, and what nobody asks for is known', () => {
  const sources = listProjectFiles(/^(server|channel|app)\/.*\.tsx?$/).filter((file) => !/\.test\.ts$/.test(file))
  const asked = new Set(
    sources.flatMap((file) =>
      [...readProjectFile(file).matchAll(/authorize\([^)]*'([a-z_]+:[a-z_]+)'/g)].map(([, name]) => name),
    ),
  )
  const tried = acts.map(({ permission }) => permission)
  expect([...asked].filter((name) => !tried.includes(name as Permission))).toEqual([])
  expect(permissions.filter((name) => !tried.includes(name))).toEqual(withoutAct)
})

test('without a live session nothing is done, whatever is asked', async () => {
  const asked = await openCase(fixture, 'branch')
  const stranger: Case = { ...asked, ctx: { ...asked.ctx, actor: nobody }, sessionId: nobody.sessionId }
  for (const act of acts) expect(await act.run(stranger), act.name).toBe('unauthenticated')
})

test('a session that was revoked, idle or too old, and a user who was disabled, is nobody', async () => {
  const hoursAgo = (hours: number): Date => at(Date.now() - hours * 3_600_000)
  const endings: [string, Date][] = [
    ['UPDATE staff_session SET revoked_at = $2 WHERE operator_id = $1', hoursAgo(0)],
    ['UPDATE staff_session SET last_seen_at = $2 WHERE operator_id = $1', hoursAgo(1)],
    ['UPDATE staff_session SET created_at = $2 WHERE operator_id = $1', hoursAgo(13)],
    ['UPDATE operator SET disabled_at = $2 WHERE id = $1', hoursAgo(0)],
  ]
  for (const [statement, when] of endings) {
    const asked = await openCase(fixture, 'fraud')
    await owner.query(statement, [asked.operatorId, when])
    const { desk, ctx, customer } = asked
    expect(await verdictOf(readCustomer(desk, ctx, customer)), statement).toBe('unauthenticated')
    const lookup = { path: '/v1/backoffice/cards/lookup', body: { pan: customer.card.pan.reveal() } }
    expect(await callChannel(asked, lookup), statement).toBe('unauthenticated')
  }
})

test('a lock after wrong passwords refuses sign-in and leaves a session under way alone', async () => {
  const asked = await openCase(fixture, 'fraud')
  await owner.query(`UPDATE operator SET locked_until = now() + interval '1 hour' WHERE id = $1`, [asked.operatorId])
  expect(await verdictOf(readCustomer(asked.desk, asked.ctx, asked.customer))).not.toBe('unauthenticated')
})

describe('a yes with a scope reaches no further', () => {
  test('a branch acts on another branch’s customer only after it opened them with a reason', async () => {
    const asked = await openCase(fixture, 'branch')
    const theirs = await openCase(fixture, 'branch')
    const scoped: Permission[] = [
      ...([
        'activation_token:reissue',
        'activation_token:reprint',
        'device:deactivate',
        'enrollment:deactivate',
      ] as const),
      ...(['guard:suspend', 'guard:unlock', 'customer:reveal'] as const),
    ]
    for (const act of acts.filter(({ permission }) => scoped.includes(permission))) {
      const reaching = { ...theirs, ctx: asked.ctx, sessionId: asked.sessionId }
      expect(await act.run(reaching), act.name).toMatch(/^(not_found|forbidden)$/)
    }
    expect(await listDenials(owner, asked.operatorId)).toEqual([])
  })

  test.each(['branch', 'support'] as const)('%s reads verifications only of a customer in hand', async (role) => {
    const asked = await openCase(fixture, role)
    const other = await openCase(fixture, 'fraud')
    const { desk, ctx } = asked
    expect(await verdictOf(readVerification(desk, ctx, other))).toBe('not_found')
    expect(await verdictOf(readVerification(desk, ctx, asked))).toBe('allowed')
  })

  test('a branch unlocks only with proof of whom it speaks with', async () => {
    const { desk, ctx, customer } = await openCase(fixture, 'branch')
    await owner.query(`UPDATE guard SET app_closed_until = now() + interval '1 h' WHERE card_id = $1`, [
      customer.card.cardId,
    ])
    const act = { cardId: customer.card.cardId, pinKind: 'second' as const, reason: 'رمز را پیدا کرد' }
    for (const proof of ['identity_document', 'not_present'] as const) {
      expect(await verdictOf(unlockGuard(desk, ctx, { ...act, proof }))).toBe('validation_failed')
    }
    expect(await verdictOf(unlockGuard(desk, ctx, { ...act, proof: 'card_and_pin' }))).toBe('allowed')
  })

  test.each(roles.filter((role) => grantOf(role, 'audit:read_own').scope === 'own'))(
    '%s reads only its own acts',
    async (role) => {
      const asked = await openCase(fixture, role)
      await verdictOf(readCustomer(asked.desk, asked.ctx, asked.customer))
      const query = { fromMs: asked.nowMs - 3_600_000, toMs: asked.nowMs + 3_600_000 }
      const { rows, operators } = await listAuditEvents(asked.desk, asked.ctx, query)
      expect(rows.filter(({ actorId }) => actorId !== asked.operatorId)).toEqual([])
      expect(operators).toEqual([])
    },
  )
})
