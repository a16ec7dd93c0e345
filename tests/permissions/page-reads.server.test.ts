import { expect, test } from 'vitest'
import { type Role, roles } from '#domain/operator/permission.ts'
import { AppError } from '#server/app-error.ts'
import { countApprovals } from '#server/approvals/count-approvals.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { listApprovals } from '#server/approvals/list-approvals.ts'
import { listApprovalsOfCustomer } from '#server/approvals/list-approvals-of-customer.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import { keepCatalogue } from '#server/catalogue/keep-catalogue.ts'
import { readCatalogue, readCatalogueReason } from '#server/catalogue/read-catalogue.ts'
import { reviewWording } from '#server/catalogue/review-wording.ts'
import { countComplaints } from '#server/complaints/count-complaints.ts'
import { countWaitingComplaints } from '#server/complaints/count-waiting-complaints.ts'
import { findComplaintByNumber } from '#server/complaints/find-complaint-by-number.ts'
import { listOpenComplaints } from '#server/complaints/list-open-complaints.ts'
import { readComplaintFigures } from '#server/complaints/read-complaint-figures.ts'
import { findDeskCustomer } from '#server/customers/desk-repository.ts'
import { readPayers } from '#server/customers/found-customers-repository.ts'
import { readEvent } from '#server/customers/read-event.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { heldByWeb } from '#server/key-check-values.ts'
import { checkHeldKeys } from '#server/key-checks/check-held-keys.ts'
import { type Operator, requireOperator } from '#server/operators/authorize.ts'
import { listOwnSessions } from '#server/operators/list-own-sessions.ts'
import { readFailedBefore, readOwnAccount } from '#server/operators/read-own-account.ts'
import { readSessionEnd } from '#server/operators/read-session-end.ts'
import { listCeilingAlarms } from '#server/overview/list-ceiling-alarms.ts'
import { listClientChanges } from '#server/overview/list-client-changes.ts'
import { countCustomersByState } from '#server/overview/list-customers-by-state.ts'
import { listFirstMobiles } from '#server/overview/list-first-mobiles.ts'
import { listGuessAlarms } from '#server/overview/list-guess-alarms.ts'
import { listLatestFailures } from '#server/overview/list-latest-failures.ts'
import { listShutAccounts } from '#server/overview/list-shut-accounts.ts'
import { readHealth } from '#server/overview/read-health.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import { readRefusedSignatures } from '#server/settings/read-refused-signatures.ts'
import {
  readBranches,
  readChannelClients,
  readHandovers,
  readPolicyFigures,
  readStaff,
} from '#server/settings/read-settings.ts'
import { countVerifications } from '#server/verifications/count-verifications.ts'
import { countNewerVerifications, listVerifications } from '#server/verifications/list-verifications.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand, type TestOperator } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { listProjectFiles, readProjectFile } from '#tests/harness/project-files.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const [web, desk] = [openTestWeb(database), openTestDesk(database)]
const nowMs = Date.now()
const customer = await makeCustomer(owner, services.keys, { nowMs })
const { customerId, branchId } = customer
const [verificationId = ''] = await makeVerifications(owner, customer, [
  { atMs: nowMs - 60_000, reason: 'code_mismatch' },
  { atMs: nowMs - 50_000 },
])
const window = { fromMs: nowMs - 3_600_000, toMs: nowMs }
const query = { window, filters: { card: customer.card.pan.masked.slice(-4) } }
const eventId = await makeEvent()

/** Somebody of each role, who has the customer in hand. */
const people = new Map<Role, TestOperator>()
for (const role of roles) {
  const person = await makeOperator(owner, { role, branchId: role === 'branch' ? branchId : null, nowMs })
  const hand = { operatorId: person.operatorId, customerId, reason: 'به باجه آمده است', untilMs: nowMs + 600_000 }
  await putInHand(owner, hand)
  people.set(role, person)
}
await fillSettings()

/** A lock on the customer's card, which has an end. */
async function makeEvent(): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, action, customer_id, card_id, data, request_id)
     SELECT id, date_trunc('milliseconds', uuid_extract_timestamp(id)), 'channel', 'c', 'c', 'guard.locked', $1, $2, '{"untilMs": 1}', 'r'
     FROM (SELECT uuidv7() AS id) drawn RETURNING id`,
    [customerId, customer.card.cardId],
  )
  return rows[0]?.id ?? ''
}

/** What the settings and alarms show of has something in it: rows read by way of another are read only where there are some. */
async function fillSettings(): Promise<void> {
  const [asker, checker] = [
    await makeOperator(owner, { role: 'admin', nowMs }),
    await makeOperator(owner, { role: 'admin', nowMs }),
  ]
  const ask = (title: string): Promise<{ approvalId: string }> => {
    const { fa, en } = builtInTexts('code_expired')
    const payload = { reason: 'code_expired' as const, texts: { fa: { ...fa, title }, en } }
    return requestApproval(desk, asker.ctx(nowMs), { act: 'catalogue:change', payload, reason: 'روشن‌تر' })
  }
  const { approvalId } = await ask('رمز دیر رسید')
  await decideApproval(desk, checker.ctx(nowMs), { approvalId, decision: 'approve' })
  await ask('رمز دیر وارد شد')
  await owner.query('INSERT INTO first_mobile (id, customer_id, at) VALUES (uuidv7(), $1, now())', [customerId])
}

type Read = (who: TestOperator) => Promise<unknown>
const asked =
  <Input, Answer>(
    useCase: (of: typeof web, ctx: ReturnType<TestOperator['ctx']>, input: Input) => Promise<Answer>,
    input: Input,
  ): Read =>
  (who) =>
    useCase(web, who.ctx(nowMs), input)

/** Everything that the web process asks of the database itself. */
const reads: Record<string, Read> = {
  checkHeldKeys: () => checkHeldKeys(web.pool, heldByWeb(database.keyFiles.web)),
  countApprovals: asked(countApprovals, undefined),
  countComplaints: asked(countComplaints, undefined),
  countCustomersByState: asked(countCustomersByState, undefined),
  countNewerVerifications: asked(countNewerVerifications, { ...query, afterId: verificationId }),
  countVerifications: asked(countVerifications, query),
  countWaitingComplaints: asked(countWaitingComplaints, undefined),
  findComplaintByNumber: asked(findComplaintByNumber, { text: '1' }),
  keepCatalogue: () => keepCatalogue(web.pool).read(nowMs),
  listApprovals: asked(listApprovals, { tab: 'waiting' as const }),
  listApprovalsOfCustomer: asked(listApprovalsOfCustomer, { customerId }),
  listCeilingAlarms: asked(listCeilingAlarms, undefined),
  listClientChanges: asked(listClientChanges, undefined),
  listFirstMobiles: asked(listFirstMobiles, undefined),
  listGuessAlarms: asked(listGuessAlarms, undefined),
  listLatestFailures: asked(listLatestFailures, undefined),
  listOpenComplaints: asked(listOpenComplaints, { customerId }),
  listOwnSessions: asked(listOwnSessions, undefined),
  listShutAccounts: asked(listShutAccounts, undefined),
  listVerifications: asked(listVerifications, query),
  readBranches: asked(readBranches, undefined),
  readCatalogue: asked(readCatalogue, undefined),
  readCatalogueReason: asked(readCatalogueReason, { reason: 'code_expired' }),
  readChannelClients: asked(readChannelClients, undefined),
  readComplaintFigures: asked(readComplaintFigures, undefined),
  readEvent: asked(readEvent, { customerId, eventId }),
  readFailedBefore: asked(readFailedBefore, undefined),
  readHandovers: asked(readHandovers, undefined),
  readHealth: asked(readHealth, undefined),
  readOwnAccount: asked(readOwnAccount, undefined),
  readPolicyFigures: asked(readPolicyFigures, undefined),
  readRefusedSignatures: asked(readRefusedSignatures, { clientId: null }),
  readSessionEnd: ({ sessionId }) => readSessionEnd(web, { sessionId, nowMs }),
  readStaff: asked(readStaff, undefined),
  readTimeline: asked(readTimeline, { customerId, kind: null, before: null }),
  requireOperator: (who): Promise<Operator> => requireOperator(web, who.ctx(nowMs)),
  reviewWording: asked(reviewWording, { reason: 'code_expired', texts: builtInTexts('code_expired') }),
  watchPolicy: async () => (await watchPolicy(web.pool)).stop(),
}

test.each(Object.entries(reads))('%s reads as the web’s own role of the database', async (_name, read) => {
  const failed: unknown[] = []
  let answered = 0
  for (const who of people.values())
    await read(who).then(
      () => answered++,
      (error: unknown) => failed.push(error),
    )
  expect(failed.filter((error) => !(error instanceof AppError))).toEqual([])
  expect(answered).toBeGreaterThan(0)
})

test('a read of what the web may not see fails here, as it would on a page', async () => {
  await expect(findDeskCustomer(web.pool, customerId)).rejects.toThrow('permission denied')
  await expect(readPayers(web.pool, [customerId])).rejects.toThrow('permission denied')
})

/** What app/ imports of the server and reads no database. */
const withoutDatabase =
  /^server\/(signed-requests\/|environment|key-file|key-check-values|format-|is-framing|database|draw-id|app-error|request-context|verifications\/log-fields|audit\/audit-fields|.*schemas?\.ts$)/

test('every use case that a page or an action of the web calls is tried here', () => {
  const files = listProjectFiles(/^app\/.*\.tsx?$/).filter((file) => !/\.test\.tsx?$/.test(file))
  const called = files.flatMap((file) =>
    [...readProjectFile(file).matchAll(/^import \{([^}]+)\} from '#(server\/[^']+)'/gm)].flatMap(
      ([, names = '', from = '']) => (withoutDatabase.test(from) ? [] : names.split(',').map((name) => name.trim())),
    ),
  )
  const useCases = [...new Set(called)].filter((name) => /^[a-z]/.test(name) && !/^type |^statementDays$/.test(name))
  expect(useCases.length).toBeGreaterThan(30)
  expect(useCases.filter((name) => !(name in reads)).sort()).toEqual([])
})
