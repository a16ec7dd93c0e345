import { afterAll, describe, expect, test } from 'vitest'
import { acceptedProofs, actProofs, type ProvenAct } from '#domain/operator/act-proofs.ts'
import { type ApprovalAct, approvalActs, approvalRules, mayCheckApproval } from '#domain/operator/approval.ts'
import { grantOf, permissions, type Role, roles } from '#domain/operator/permission.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { type RequestedApproval, requestApproval } from '#server/approvals/request-approval.ts'
import { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import type { CatalogueChange } from '#server/catalogue/catalogue-schemas.ts'
import { openPool } from '#server/database.ts'
import { passProof } from '#tests/harness/approval-fixture.ts'
import { drawOwnersKey } from '#tests/harness/client-requests.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { type Case, listDenials, openCase, type PermissionFixture, verdictOf } from './permission-fixture.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const webPool = openPool({ connectionString: database.webUrl, max: 4, applicationName: 'asking-web' })
const owner = openPool({ connectionString: database.ownerUrl, max: 4, applicationName: 'asking-owner' })
const fixture: PermissionFixture = { webPool, owner, channel }
afterAll(() => Promise.all([webPool.end(), owner.end()]))

/** The rows of the table under which somebody must ask. */
const rowsWithAsk = permissions.filter((permission) => roles.some((role) => grantOf(role, permission).answer === 'ask'))
let hours = 1
const { publicKey } = drawOwnersKey()

const payloads: Record<ApprovalAct, (one: Case) => Record<string, unknown>> = {
  'activation_token:reissue': ({ app }) => ({ enrollmentId: app.enrollmentId }),
  'activation_token:reprint': ({ activationTokenId }) => ({ activationTokenId }),
  'device:deactivate': ({ app, customer }) => ({ deviceId: app.deviceId, customerId: customer.customerId }),
  'enrollment:deactivate': ({ app }) => ({ enrollmentId: app.enrollmentId }),
  'guard:unlock': ({ customer }) => ({ cardId: customer.card.cardId, pinKind: 'second' }),
  'cooling_off:lift': ({ customer }) => ({ customerId: customer.customerId }),
  'catalogue:change': () => ({ reason: 'code_expired', texts: rewordedTexts() }),
  'channel_client:create': () => ({
    id: `c-${hours++}`,
    kind: 'gateway',
    name: 'درگاه',
    publicKey,
    sources: ['192.0.2.1'],
  }),
  'channel_client:rotate': () => ({ id: 'sms-test', publicKey }),
  'channel_client:readdress': () => ({ id: 'sms-test', sources: [`192.0.2.${hours++}`] }),
  'ceiling:raise': () => ({ kind: 'look_up' }),
  'policy:change': () => ({ changes: { activationLapseHours: (hours++ % 70) + 1 } }),
}

async function openAsking(role: Role, act: ApprovalAct): Promise<Case> {
  const one = await openCase(fixture, role)
  const { customerId, card } = one.customer
  await owner.query(`UPDATE guard SET app_closed_until = now() + interval '1 h' WHERE card_id = $1`, [card.cardId])
  if (act === 'cooling_off:lift') {
    await owner.query(`UPDATE customer SET cooling_off_until = now() + interval '5 h' WHERE id = $1`, [customerId])
  }
  await passProof(owner, { operatorId: one.operatorId, customerId, nowMs: one.nowMs })
  return one
}

function rewordedTexts(): CatalogueChange['texts'] {
  const { fa, en } = builtInTexts('code_expired')
  return { fa, en: { ...en, title: `${en.title} (${hours++})` } }
}

function request(one: Case, role: Role, act: ApprovalAct): Promise<RequestedApproval> {
  const payload = payloads[act](one)
  const proof = Object.hasOwn(actProofs, act) ? acceptedProofs(act as ProvenAct, role)[0] : undefined
  return requestApproval(one.desk, one.ctx, { act, payload, reason: 'مشتری تلفن زد', ...(proof && { proof }) })
}

/** As the table says; what may be asked for under a row by those who may do the row’s act alone says so itself. */
const makersOf = (act: ApprovalAct): Role[] => {
  const { permission, isAskedByAll } = approvalRules[act]
  const answers = isAskedByAll ? ['ask', 'yes'] : ['ask']
  return roles.filter((role) => answers.includes(grantOf(role, permission).answer))
}

test('every row of the table with an “ask” can be asked for but the bulk act, which nobody does yet', () => {
  const rows: readonly string[] = approvalActs.map((act) => approvalRules[act].permission)
  expect(rowsWithAsk.filter((permission) => !rows.includes(permission))).toEqual(['bulk_action:run'])
})

describe.each(approvalActs)('asking for %s', (act) => {
  test.each(roles)(
    'by a user of role %s: only where it is their place to ask, and a denial is recorded',
    async (role) => {
      const one = await openAsking(role, act)
      const mayAsk = makersOf(act).includes(role)
      const verdict = await verdictOf(
        request(one, role, act).then(({ approvalId }) => withdrawApproval(one.desk, one.ctx, { approvalId })),
      )
      expect(verdict).toBe(mayAsk ? 'allowed' : 'forbidden')
      expect(await listDenials(owner, one.operatorId)).toEqual(mayAsk ? [] : [act])
    },
  )

  test.each(roles)('is decided by a user of role %s as the table of checkers says', async (role) => {
    const maker = makersOf(act).at(-1)
    if (!maker) throw new Error(`Nobody asks for ${act}`)
    const one = await openAsking(maker, act)
    const { approvalId } = await request(one, maker, act)
    const { nowMs, customer } = one
    const branchId = role === 'branch' ? customer.branchId : null
    const checker = await makeOperator(owner, { role, branchId, nowMs })
    const input = { approvalId, decision: 'reject', reason: 'درست نبود' } as const
    const mayCheck = mayCheckApproval(role, act, maker)
    expect(await verdictOf(decideApproval(one.desk, checker.ctx(nowMs), input))).toBe(
      mayCheck ? 'allowed' : 'forbidden',
    )
    expect(await listDenials(owner, checker.operatorId)).toEqual(mayCheck ? [] : [act])
    await verdictOf(withdrawApproval(one.desk, one.ctx, { approvalId }))
  })
})
