import { expect, test } from 'vitest'
import { countApprovals } from '#server/approvals/count-approvals.ts'
import { expireApprovals } from '#server/approvals/expire-approvals.ts'
import { type ApprovalTab, listApprovals } from '#server/approvals/list-approvals.ts'
import { listApprovalsOfCustomer } from '#server/approvals/list-approvals-of-customer.ts'
import { readApproval } from '#server/approvals/read-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import { approve, ask, no, openScene, readApprovalRow, reject, wordOf } from '#tests/harness/approval-fixture.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const worker = openTestWorker(database, services.institution)
const HOUR_MS = 3_600_000
const idsOf = async ({ ctx }: TestOperator, tab: ApprovalTab, atMs: number): Promise<string[]> =>
  (await listApprovals(desk, ctx(atMs), { tab, limit: 100 })).rows.map(({ id }) => id)

test('a request waits for who may check it and for nobody else; its maker sees it as theirs', async () => {
  const [scene, other] = [await openScene(owner, services), await openScene(owner, services)]
  const { maker, fraud, teller, nowMs } = scene
  const id = await ask(desk, scene)
  for (const checker of [fraud, teller, other.fraud]) expect(await idsOf(checker, 'waiting', nowMs)).toContain(id)
  for (const stranger of [maker, other.teller, other.maker]) {
    expect(await idsOf(stranger, 'waiting', nowMs)).not.toContain(id)
  }
  expect(await idsOf(maker, 'mine', nowMs)).toEqual([id])
  expect(await idsOf(other.maker, 'mine', nowMs)).toEqual([])
  expect(await countApprovals(desk, maker.ctx(nowMs))).toEqual({ waiting: 0, mine: 1 })
  expect(await countApprovals(desk, teller.ctx(nowMs))).toEqual({ waiting: 1, mine: 0 })
  const [row] = (await listApprovals(desk, teller.ctx(nowMs), { tab: 'waiting' })).rows
  expect(row).toMatchObject({ id, isMine: false, mayDecide: true, mayWithdraw: false, customerName: 'نام آزمون' })
  const [own] = (await listApprovals(desk, maker.ctx(nowMs), { tab: 'mine' })).rows
  expect(own).toMatchObject({ id, isMine: true, mayDecide: false, mayWithdraw: true, maker: { role: 'support' } })
})

test('a rejection stays readable with its reason, for its maker and for who may check', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, teller, nowMs } = scene
  const id = await ask(desk, scene)
  await reject(desk, id, { by: teller, atMs: nowMs })
  for (const reader of [maker, fraud, teller]) {
    expect(await idsOf(reader, 'decided', nowMs)).toContain(id)
    expect(await idsOf(reader, 'waiting', nowMs)).not.toContain(id)
    expect(await readApproval(desk, reader.ctx(nowMs), { approvalId: id })).toMatchObject({
      state: 'rejected',
      decisionReason: no,
      checker: { id: teller.operatorId, role: 'branch' },
      mayDecide: false,
      mayWithdraw: false,
    })
  }
})

test('a request past its time waits for nobody before it is swept, and is swept once', async () => {
  const scene = await openScene(owner, services)
  const { nowMs, customer } = scene
  const id = await ask(desk, scene)
  const atMs = nowMs + 24 * HOUR_MS
  const later = await makeOperator(owner, { role: 'fraud', nowMs: atMs })
  expect(await idsOf(later, 'waiting', atMs)).not.toContain(id)
  expect(await idsOf(later, 'decided', atMs)).toContain(id)
  expect(await readApproval(desk, later.ctx(atMs), { approvalId: id })).toMatchObject({ state: 'expired' })
  await expireApprovals(worker, atMs - 1)
  expect(await readApprovalRow(owner, id)).toMatchObject({ state: 'open' })
  expect(await expireApprovals(worker, atMs)).toBeGreaterThan(0)
  expect(await expireApprovals(worker, atMs)).toBe(0)
  const { rows } = await owner.query(
    `SELECT actor_kind AS kind, subject_id AS id FROM audit_event WHERE customer_id = $1 AND action = 'approval.expired'`,
    [customer.customerId],
  )
  expect(rows).toEqual([{ kind: 'system', id }])
})

test('pages of the inbox follow one another by keyset, both ways, without a gap or a repeat', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, nowMs } = scene
  const asked: string[] = []
  for (let n = 0; n < 7; n++) {
    const id = await ask(desk, { ...scene, nowMs: nowMs + n })
    asked.unshift(id)
    await reject(desk, id, { by: fraud, atMs: nowMs + n })
  }
  const page = (place: { beforeId?: string; afterId?: string }) =>
    listApprovals(desk, maker.ctx(nowMs + 50), { tab: 'mine', limit: 3, ...place })
  const seen: string[] = []
  let at: string | null = null
  do {
    const { rows, olderThanId } = await page(at === null ? {} : { beforeId: at })
    seen.push(...rows.map(({ id }) => id))
    at = olderThanId
  } while (at !== null)
  expect(seen).toEqual(asked)
  const back = await page({ afterId: asked[3] ?? '' })
  expect(back.rows.map(({ id }) => id)).toEqual(asked.slice(0, 3))
  expect(back.newerThanId).toBeNull()
})

test('the record shows what is asked on it, at once, with what the reader may do about it', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, teller, nowMs, customer } = scene
  const id = await ask(desk, scene)
  const on = async ({ ctx }: TestOperator) => (await listApprovalsOfCustomer(desk, ctx(nowMs + 1), customer))[0]
  expect(await on(maker)).toMatchObject({ id, mayWithdraw: true, mayDecide: false })
  expect(await on(fraud)).toMatchObject({ id, mayWithdraw: false, mayDecide: true })
  expect(await on(teller)).toMatchObject({ id, mayDecide: true, shown: { model: expect.any(String) } })
  const auditor = await makeOperator(owner, { role: 'auditor', nowMs })
  expect(await on(auditor)).toMatchObject({ id, mayDecide: false, mayWithdraw: false })
  await approve(desk, id, { by: teller, atMs: nowMs + 1 })
  expect(await on(fraud)).toMatchObject({ id, state: 'approved', doneAtMs: nowMs + 1 })
})

test('what waits, or is approved and not done, stays on the record however much was asked for and taken back since', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, nowMs, customer } = scene
  const waiting = await ask(desk, scene)
  const standing = await ask(desk, scene, 'activation_token:reissue')
  await approve(desk, standing, { by: fraud, atMs: nowMs })
  const later = { ...scene, nowMs: nowMs + 1 }
  for (let times = 0; times < 20; times++) {
    const approvalId = await ask(desk, later, 'enrollment:deactivate')
    await withdrawApproval(desk, maker.ctx(nowMs + 1), { approvalId })
  }
  const shown = await listApprovalsOfCustomer(desk, fraud.ctx(nowMs + 2), customer)
  expect(shown).toHaveLength(20)
  expect(new Set(shown.slice(-2).map(({ id }) => id))).toEqual(new Set([waiting, standing]))
})

test('who checks nothing reads what they asked for themselves, and no request of anybody else', async () => {
  const scene = await openScene(owner, services)
  const { nowMs } = scene
  await ask(desk, scene)
  const auditor = await makeOperator(owner, { role: 'auditor', nowMs })
  const raise = { act: 'ceiling:raise', payload: { kind: 'look_up' }, reason: 'بازرسی سالانه' } as const
  const { approvalId } = await requestApproval(desk, auditor.ctx(nowMs), raise)
  const idsOf = async (tab: 'waiting' | 'mine' | 'decided') =>
    (await listApprovals(desk, auditor.ctx(nowMs), { tab })).rows.map(({ id }) => id)
  expect([await idsOf('waiting'), await idsOf('mine'), await idsOf('decided')]).toEqual([[], [approvalId], []])
  expect(await countApprovals(desk, auditor.ctx(nowMs))).toEqual({ waiting: 0, mine: 1 })
})

test('a raise waits for whom its maker’s role and branch name, and for nobody else', async () => {
  const scene = await openScene(owner, services)
  const { nowMs, maker: support, fraud, teller } = scene
  const people = {
    clerk: await makeOperator(owner, { role: 'branch', branchId: scene.customer.branchId, nowMs }),
    teller,
    stranger: (await openScene(owner, services)).teller,
    support,
    fraud,
    analyst: await makeOperator(owner, { role: 'fraud', nowMs }),
    auditor: await makeOperator(owner, { role: 'auditor', nowMs }),
    admin: await makeOperator(owner, { role: 'admin', nowMs }),
  }
  const waitingFor: Record<string, string> = {}
  for (const asks of ['clerk', 'support', 'fraud', 'auditor'] as const) {
    const wanted = { act: 'ceiling:raise', payload: { kind: 'reveal' }, reason: 'صف بلند است' } as const
    const { approvalId } = await requestApproval(desk, people[asks].ctx(nowMs), wanted)
    const readers: string[] = []
    for (const [name, { ctx }] of Object.entries(people)) {
      const { rows } = await listApprovals(desk, ctx(nowMs), { tab: 'waiting' })
      const listed = rows.find(({ id }) => id === approvalId)
      if (listed?.mayDecide) readers.push(name)
      else expect(listed, `${name} of ${asks}`).toBeUndefined()
    }
    waitingFor[asks] = readers.join(' ')
  }
  expect(waitingFor).toEqual({
    clerk: 'teller fraud analyst',
    support: 'fraud analyst',
    fraud: 'analyst',
    auditor: 'fraud analyst admin',
  })
})

test('a request that is neither one’s own nor one’s to check is not there', async () => {
  const [scene, other] = [await openScene(owner, services), await openScene(owner, services)]
  const approvalId = await ask(desk, scene)
  const admin = await makeOperator(owner, { role: 'admin', nowMs: scene.nowMs })
  for (const { ctx } of [other.teller, other.maker, admin]) {
    expect(await wordOf(readApproval(desk, ctx(scene.nowMs), { approvalId }))).toBe('not_found')
  }
})
