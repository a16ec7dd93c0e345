import { afterAll, expect, test } from 'vitest'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import { openPool } from '#server/database.ts'
import {
  approve,
  ask,
  openScene,
  payloadOf,
  readApprovalRow,
  reject,
  why,
  wordOf,
} from '#tests/harness/approval-fixture.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readActions } from '#tests/harness/read-audit.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const pool = openPool({ connectionString: database.channelUrl, max: 4, applicationName: 'second-desk' })
const otherDesk = { ...desk, pool }
afterAll(() => pool.end())

const ROUNDS = 30

test('two checkers at once, of two processes: thirty times one decision, and the other is told of it', async () => {
  const scenes = await Promise.all(Array.from({ length: ROUNDS }, () => openScene(owner, services)))
  const winners: string[] = []
  for (const [round, scene] of scenes.entries()) {
    const id = await ask(desk, scene)
    const { fraud, teller, nowMs } = scene
    const second = round % 2 === 0 ? approve : reject
    const said = await Promise.all([
      wordOf(approve(desk, id, { by: fraud, atMs: nowMs + 1 })),
      wordOf(second(otherDesk, id, { by: teller, atMs: nowMs + 1 })),
    ])
    expect(said.filter((word) => word === 'already_decided')).toHaveLength(1)
    const { state, checkerId } = await readApprovalRow(owner, id)
    expect(said).toContain(state)
    winners.push(checkerId === fraud.operatorId ? 'fraud' : 'teller')
    const actions = await readActions(owner, scene.customer.customerId)
    expect(actions.filter((action) => /^approval\.(approved|rejected)$/.test(action))).toEqual([`approval.${state}`])
    expect(actions.filter((action) => action === 'device.deactivated')).toHaveLength(state === 'approved' ? 1 : 0)
  }
  console.info(
    `won: fraud ${winners.filter((who) => who === 'fraud').length}, branch ${winners.filter((who) => who === 'teller').length}`,
  )
}, 120_000)

test('an approval and a withdrawal at once: one of them, and the act only with the approval', async () => {
  for (let round = 0; round < 10; round++) {
    const scene = await openScene(owner, services)
    const approvalId = await ask(desk, scene)
    const { fraud, maker, nowMs } = scene
    const said = await Promise.all([
      wordOf(approve(desk, approvalId, { by: fraud, atMs: nowMs + 1 })),
      wordOf(withdrawApproval(otherDesk, maker.ctx(nowMs + 1), { approvalId })),
    ])
    expect(said.filter((word) => word === 'already_decided')).toHaveLength(1)
    const { state } = await readApprovalRow(owner, approvalId)
    const actions = await readActions(owner, scene.customer.customerId)
    expect(actions.includes('device.deactivated')).toBe(state === 'approved')
  }
}, 60_000)

test('a double press of the maker asks once; of two makers at once the second hears of the first', async () => {
  for (let round = 0; round < 10; round++) {
    const scene = await openScene(owner, services)
    const { maker, nowMs } = scene
    const wanted = { act: 'device:deactivate', payload: payloadOf(scene, 'device:deactivate'), ...why } as const
    const [one, two] = await Promise.all([
      requestApproval(desk, maker.ctx(nowMs), wanted),
      requestApproval(otherDesk, maker.ctx(nowMs), wanted),
    ])
    expect(two).toEqual(one)
    const actions = await readActions(owner, scene.customer.customerId)
    expect(actions.filter((action) => action === 'approval.requested')).toHaveLength(1)
  }
}, 60_000)
