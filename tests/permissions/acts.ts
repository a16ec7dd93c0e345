import type { Permission } from '#domain/operator/permission.ts'
import { exportAuditEvents } from '#server/audit/export-audit-events.ts'
import { listAuditEvents } from '#server/audit/list-audit-events.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import { readCatalogue, readCatalogueReason } from '#server/catalogue/read-catalogue.ts'
import { reviewWording } from '#server/catalogue/review-wording.ts'
import { countComplaints } from '#server/complaints/count-complaints.ts'
import { findComplaintByNumber } from '#server/complaints/find-complaint-by-number.ts'
import { listComplaints } from '#server/complaints/list-complaints.ts'
import { listOpenComplaints } from '#server/complaints/list-open-complaints.ts'
import { readComplaintFigures } from '#server/complaints/read-complaint-figures.ts'
import { saveComplaintView } from '#server/complaints/save-complaint-view.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { openCustomer } from '#server/customers/open-customer.ts'
import { readCustomer } from '#server/customers/read-customer.ts'
import { readEvent } from '#server/customers/read-event.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { revealCustomerField } from '#server/customers/reveal-customer-field.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { deactivateEnrollment } from '#server/enrollments/deactivate-enrollment.ts'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { unlockGuard } from '#server/guards/unlock-guard.ts'
import { unsuspendGuard } from '#server/guards/unsuspend-guard.ts'
import { issueSignInCode } from '#server/operators/issue-sign-in-code.ts'
import { listClientChanges } from '#server/overview/list-client-changes.ts'
import { countCustomersByState, listCustomersByState } from '#server/overview/list-customers-by-state.ts'
import { listFirstMobiles } from '#server/overview/list-first-mobiles.ts'
import { listLatestFailures } from '#server/overview/list-latest-failures.ts'
import { listShutAccounts } from '#server/overview/list-shut-accounts.ts'
import {
  readBranches,
  readChannelClients,
  readHandovers,
  readPolicyFigures,
  readStaff,
} from '#server/settings/read-settings.ts'
import { readStatement } from '#server/statements/read-statement.ts'
import { countVerifications } from '#server/verifications/count-verifications.ts'
import { exportVerifications } from '#server/verifications/export-verifications.ts'
import { countNewerVerifications, listVerifications } from '#server/verifications/list-verifications.ts'
import { readVerification } from '#server/verifications/read-verification.ts'
import { type Case, callChannel, insertAppProof, type Verdict, verdictOf } from './permission-fixture.ts'

/** One way to ask for what a permission guards: a use case of the web process, or an address of the channel server. */
export type Act = {
  name: string
  /** The row of the table. */
  permission: Permission
  /** What is asked for on the way there, in order; the first that is denied is recorded. */
  asks: readonly Permission[]
  run: (asked: Case) => Promise<Verdict>
}

const told = { reason: 'مشتری تلفن زد' }
/** Why, and how the customer was known: on the telephone no card is seen. */
const toldBy = ({ role }: Case) => ({
  ...told,
  proof: role === 'support' ? ('spoken_answers' as const) : ('card_and_pin' as const),
})
const hourMs = 3_600_000

const byUse = (
  name: string,
  permission: Permission,
  run: (asked: Case) => Promise<unknown>,
  asks: readonly Permission[] = [permission],
): Act => ({
  name,
  permission,
  asks,
  run: (asked) => verdictOf(run(asked)),
})
const byAddress = (
  name: string,
  permission: Permission,
  addressOf: (asked: Case) => { path: string; body: Record<string, unknown> },
): Act => ({ name, permission, asks: [permission], run: (asked) => callChannel(asked, addressOf(asked)) })

const guardOf = (asked: Case) => ({
  cardId: asked.customer.card.cardId,
  pinKind: 'second' as const,
  ...toldBy(asked),
})
const logOf = ({ customer, nowMs }: Case, filters = {}) => ({
  window: { fromMs: nowMs - hourMs, toMs: nowMs + hourMs },
  filters: { customer: customer.customerId, ...filters },
})
const wholeLogOf = (asked: Case) => ({ ...logOf(asked), filters: {} })

const onCustomers: Act[] = [
  byUse('find customers', 'customer:find', ({ desk, ctx, customer }) =>
    findCustomers(desk, ctx, { query: customer.customerNumber }),
  ),
  byAddress('POST cards/lookup', 'customer:find', ({ customer }) => ({
    path: '/v1/backoffice/cards/lookup',
    body: { pan: customer.card.pan.reveal() },
  })),
  byUse('list the locked customers', 'customer:find', ({ desk, ctx }) =>
    listCustomersByState(desk, ctx, { state: 'locked' }),
  ),
  byUse('count customers by state', 'customer:find', ({ web, ctx }) => countCustomersByState(web, ctx)),
  byUse('open a customer', 'customer:read', ({ desk, ctx, customer: { customerId } }) =>
    openCustomer(desk, ctx, { customerId }),
  ),
  byUse('read a customer', 'customer:read', ({ desk, ctx, customer: { customerId } }) =>
    readCustomer(desk, ctx, { customerId }),
  ),
  byUse('read a timeline', 'customer:read', ({ web, ctx, customer: { customerId } }) =>
    readTimeline(web, ctx, { customerId, kind: null, before: null }),
  ),
  byUse('read an event', 'customer:read', async ({ web, ctx, owner, customer: { customerId } }) => {
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM audit_event WHERE customer_id = $1 AND action <> 'customer.viewed' LIMIT 1`,
      [customerId],
    )
    await readEvent(web, ctx, { customerId, eventId: rows[0]?.id ?? '' })
  }),
  byUse('draw a statement', 'customer:read', ({ desk, ctx, customer: { customerId } }) =>
    readStatement(desk, ctx, { customerId, days: 30 }),
  ),
  byUse('list complaints', 'customer:read', ({ desk, ctx }) => listComplaints(desk, ctx, { queue: 'open' })),
  byUse('count complaints', 'customer:read', ({ web, ctx }) => countComplaints(web, ctx)),
  byUse('read the figures of complaints', 'customer:read', ({ web, ctx }) => readComplaintFigures(web, ctx)),
  byUse('list first mobiles', 'customer:read', ({ web, ctx }) => listFirstMobiles(web, ctx)),
  byUse('find a complaint by its number', 'customer:read', ({ web, ctx }) =>
    findComplaintByNumber(web, ctx, { text: '100001' }),
  ),
  byUse('list a customer’s open complaints', 'customer:read', ({ web, ctx, customer: { customerId } }) =>
    listOpenComplaints(web, ctx, { customerId }),
  ),
  byUse('save a queue of complaints', 'customer:read', ({ desk, ctx }) =>
    saveComplaintView(desk, ctx, { name: 'دیرشده‌ها', query: 'queue=overdue' }),
  ),
  byUse('reveal a mobile', 'customer:reveal', ({ desk, ctx, customer: { customerId } }) =>
    revealCustomerField(desk, ctx, { customerId, field: 'mobile' }),
  ),
  byUse('reveal a national id', 'customer:reveal', ({ desk, ctx, customer: { customerId } }) =>
    revealCustomerField(desk, ctx, { customerId, field: 'national_id' }),
  ),
]

const onTokens: Act[] = [
  byAddress('POST activation-tokens', 'activation_token:reissue', (asked) => ({
    path: '/v1/backoffice/activation-tokens',
    body: { enrollmentId: asked.app.enrollmentId, ...toldBy(asked) },
  })),
  byAddress('POST enrollments/{id}/resynchronisations', 'activation_token:reissue', ({ app, nowMs }) => ({
    path: `/v1/backoffice/enrollments/${app.enrollmentId}/resynchronisations`,
    body: { codes: [app.codeAt(nowMs), app.codeAt(nowMs + 60_000)], ...told },
  })),
  byAddress('POST activation-tokens/{id}/receipt', 'activation_token:reprint', ({ activationTokenId }) => ({
    path: `/v1/backoffice/activation-tokens/${activationTokenId}/receipt`,
    body: { reason: told.reason },
  })),
]

const onProofs: Act[] = [
  byAddress('POST proofs', 'guard:suspend', ({ customer }) => ({
    path: '/v1/backoffice/proofs',
    body: { customerId: customer.customerId, level: 'sms_code' },
  })),
  {
    name: 'POST proofs/{id}/checks',
    permission: 'guard:suspend',
    asks: ['guard:suspend'],
    run: async (asked) =>
      callChannel(asked, {
        path: `/v1/backoffice/proofs/${await insertAppProof(asked)}/checks`,
        body: { code: asked.app.codeAt(asked.nowMs) },
      }),
  },
]

const onState: Act[] = [
  byUse('deactivate a device', 'device:deactivate', (asked) =>
    deactivateDevice(asked.desk, asked.ctx, { deviceId: asked.app.deviceId, ...toldBy(asked) }),
  ),
  byUse('deactivate an enrollment', 'enrollment:deactivate', (asked) =>
    deactivateEnrollment(asked.desk, asked.ctx, { enrollmentId: asked.app.enrollmentId, ...toldBy(asked) }),
  ),
  byUse('suspend', 'guard:suspend', (asked) => suspendGuard(asked.desk, asked.ctx, guardOf(asked))),
  byUse('unsuspend', 'guard:unsuspend', async (asked) => {
    await asked.owner.query('UPDATE guard SET suspended_at = now() WHERE card_id = $1', [asked.customer.card.cardId])
    await unsuspendGuard(asked.desk, asked.ctx, guardOf(asked))
  }),
  byUse('unlock', 'guard:unlock', async (asked) => {
    await asked.owner.query(`UPDATE guard SET app_closed_until = now() + interval '1 h' WHERE card_id = $1`, [
      asked.customer.card.cardId,
    ])
    await unlockGuard(asked.desk, asked.ctx, guardOf(asked))
  }),
]

const onVerifications: Act[] = [
  byUse('list the verifications of a customer', 'verification:read', (asked) =>
    listVerifications(asked.web, asked.ctx, logOf(asked)),
  ),
  byUse('count the verifications of a customer', 'verification:read', (asked) =>
    countVerifications(asked.web, asked.ctx, logOf(asked)),
  ),
  byUse('count the newer verifications of a customer', 'verification:read', (asked) =>
    countNewerVerifications(asked.web, asked.ctx, { ...logOf(asked), afterId: asked.verificationId }),
  ),
  byUse('read a verification', 'verification:read', ({ desk, ctx, verificationId }) =>
    readVerification(desk, ctx, { verificationId }),
  ),
  byUse(
    'list everybody’s verifications',
    'verification:read_all',
    (asked) => listVerifications(asked.web, asked.ctx, wholeLogOf(asked)),
    ['verification:read'],
  ),
  byUse('list the latest failures', 'verification:read_all', ({ web, ctx }) => listLatestFailures(web, ctx)),
  byUse('export verifications', 'verification:export', (asked) =>
    exportVerifications(asked.desk, asked.ctx, { ...wholeLogOf(asked), reason: told.reason }),
  ),
]

const onAudit: Act[] = [
  byUse('list audit events', 'audit:read_own', (asked) => listAuditEvents(asked.desk, asked.ctx, auditOf(asked))),
  byUse(
    'export audit events',
    'audit:read_all',
    (asked) => exportAuditEvents(asked.desk, asked.ctx, { ...auditOf(asked), reason: told.reason }),
    ['audit:read_all', 'verification:export'],
  ),
]

const onSettings: Act[] = [
  byUse('read the catalogue', 'settings:read', ({ web, ctx }) => readCatalogue(web, ctx)),
  byUse('read a reason of the catalogue', 'settings:read', ({ web, ctx }) =>
    readCatalogueReason(web, ctx, { reason: 'code_expired' }),
  ),
  byUse('review a wording', 'settings:read', ({ web, ctx }) =>
    reviewWording(web, ctx, { reason: 'code_expired', texts: builtInTexts('code_expired') }),
  ),
  byUse('read the channel clients', 'settings:read', ({ web, ctx }) => readChannelClients(web, ctx)),
  byUse('read the secrets on their way', 'settings:read', ({ web, ctx }) => readHandovers(web, ctx)),
  byUse('list changes of channel clients', 'settings:read', ({ web, ctx }) => listClientChanges(web, ctx)),
  byUse('read the staff', 'settings:read', ({ web, ctx }) => readStaff(web, ctx)),
  byUse('read the branches', 'settings:read', ({ web, ctx }) => readBranches(web, ctx)),
  byUse('read the policy', 'settings:read', ({ web, ctx }) => readPolicyFigures(web, ctx)),
  byUse('list the accounts shut to unknown browsers', 'settings:read', ({ web, ctx }) => listShutAccounts(web, ctx)),
  byUse('issue a sign-in code', 'settings:change', ({ desk, ctx, operatorId }) =>
    issueSignInCode(desk, ctx, { operatorId }),
  ),
  byAddress('POST channel-clients/{id}/disablements', 'settings:change', () => ({
    path: '/v1/backoffice/channel-clients/core-test/disablements',
    body: { reason: told.reason },
  })),
]

export const acts: readonly Act[] = [
  ...onCustomers,
  ...onTokens,
  ...onProofs,
  ...onState,
  ...onVerifications,
  ...onAudit,
  ...onSettings,
]

function auditOf({ nowMs }: Case) {
  return { fromMs: nowMs - hourMs, toMs: nowMs + hourMs }
}
