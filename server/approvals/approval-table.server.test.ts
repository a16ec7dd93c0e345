import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import { approve, ask, no, openScene, reject } from '#tests/harness/approval-fixture.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const poolOf = (connectionString: string) => openPool({ connectionString, max: 2, applicationName: 'approval-table' })
const pools = {
  web: openTestWeb(database).pool,
  channel: poolOf(database.channelUrl),
  worker: poolOf(database.workerUrl),
  owner,
}
afterAll(() => Promise.all([pools.channel.end(), pools.worker.end()]))

const decided = (state: string, checker: string, more = '') =>
  `UPDATE approval SET state = '${state}', checker_id = '${checker}', decided_at = now()${more} WHERE id = $1`

test('no statement makes a maker the checker of their own request, whoever runs it', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const { operatorId } = scene.maker
  await owner.query(`UPDATE operator SET role = 'fraud' WHERE id = $1`, [operatorId])
  for (const sql of [desk.pool, owner]) {
    for (const state of ['approved', 'rejected']) {
      const statement = decided(state, operatorId, `, decision_reason = '${no}'`)
      await expect(sql.query(statement, [id]), state).rejects.toThrow(/approval_checked_by_another/)
    }
  }
})

test('no statement approves in the name of who checks no such act, of another branch, or of who was disabled', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const { nowMs } = scene
  const other = await openScene(owner, services)
  await owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [other.fraud.operatorId])
  const people = [other.teller, other.fraud, await makeOperator(owner, { role: 'admin', nowMs }), other.maker]
  for (const { operatorId } of people) {
    await expect(desk.pool.query(decided('approved', operatorId), [id])).rejects.toThrow(/does not check such an act/)
  }
})

test('a decision has its checker, its time and, of a rejection, its reason', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const by = scene.fraud.operatorId
  const wrong: [string, string][] = [
    [decided('rejected', by), 'approval_rejected_with_reason'],
    [decided('rejected', by, `, decision_reason = '-'`), 'approval_rejected_with_reason'],
    [`UPDATE approval SET state = 'withdrawn' WHERE id = $1`, 'approval_decided_or_open'],
    [`UPDATE approval SET state = 'rejected', decided_at = now() WHERE id = $1`, 'approval_'],
    [decided('withdrawn', by), 'approval_checker_decides'],
    [decided('stale', by), 'approval_stale_by_changes'],
    [`UPDATE approval SET done_at = now() WHERE id = $1`, 'approval_done_when_approved'],
  ]
  for (const [statement, constraint] of wrong) {
    await expect(desk.pool.query(statement, [id]), statement).rejects.toThrow(new RegExp(constraint))
  }
})

test('what was asked stays as it was asked, even for the owner', async () => {
  const id = await ask(desk, await openScene(owner, services))
  const changes = [
    `payload = '{}'`,
    `shown = '{}'`,
    `facts_version = '{}'`,
    `reason = 'دلیل دیگر'`,
    `proof = NULL`,
    `act = 'guard:unlock'`,
    `subject_key = 'x'`,
    `subject_id = 'x'`,
    `subject_kind = 'x'`,
    `maker_role = 'fraud'`,
    `expires_at = expires_at + interval '1 day'`,
    `requested_at = requested_at - interval '1 day'`,
  ]
  for (const change of changes) {
    await expect(owner.query(`UPDATE approval SET ${change} WHERE id = $1`, [id]), change).rejects.toThrow(
      /stays as it was asked/,
    )
  }
})

test('a decision is final: a rejection keeps its words and never becomes an approval', async () => {
  const scene = await openScene(owner, services)
  const { fraud, nowMs } = scene
  const [rejected, approved] = [await ask(desk, scene), await ask(desk, scene, 'enrollment:deactivate')]
  await reject(desk, rejected, { by: fraud, atMs: nowMs })
  await approve(desk, approved, { by: fraud, atMs: nowMs })
  const changes = [
    `state = 'open', checker_id = NULL, decided_at = NULL, decision_reason = NULL, done_at = NULL`,
    `decision_reason = 'دلیل دیگر'`,
    `decided_at = now()`,
    `done_at = NULL`,
  ]
  for (const id of [rejected, approved]) {
    for (const change of changes) {
      const work = owner.query(`UPDATE approval SET ${change} WHERE id = $1`, [id])
      if (id === rejected && change === 'done_at = NULL') await work
      else await expect(work, change).rejects.toThrow(/and stays so/)
    }
  }
  await expect(owner.query(decided('approved', scene.teller.operatorId), [rejected])).rejects.toThrow(/and stays so/)
})

test('nothing of it is deleted by anybody', async () => {
  const id = await ask(desk, await openScene(owner, services))
  for (const [role, pool] of Object.entries(pools)) {
    for (const statement of [`DELETE FROM approval WHERE id = '${id}'`, 'TRUNCATE approval CASCADE']) {
      await expect(pool.query(statement), role).rejects.toThrow(/append-only|permission denied/)
    }
  }
})

test('an approval cannot be written as decided, nor two open ones about the same thing', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const copy = (state: string, more = '') =>
    `INSERT INTO approval SELECT ($2::approval).* FROM (SELECT) one`
      .replace(
        '$2::approval',
        `jsonb_populate_record(a, jsonb_build_object('id', $2::uuid, 'state', '${state}'${more}))`,
      )
      .replace('(SELECT) one', 'approval a WHERE a.id = $1')
  const decidedMore = `, 'checker_id', '${scene.fraud.operatorId}', 'decided_at', now()`
  await expect(desk.pool.query(copy('approved', decidedMore), [id, randomUUID()])).rejects.toThrow(
    /begins as a request/,
  )
  await expect(desk.pool.query(copy('open'), [id, randomUUID()])).rejects.toThrow(/approval_one_open/)
})

test('the other processes touch no more of it than they need', async () => {
  const id = await ask(desk, await openScene(owner, services))
  const refused: [keyof typeof pools, string][] = [
    ['web', `UPDATE approval SET state = 'withdrawn', decided_at = now()`],
    ['web', `UPDATE approval SET done_at = now()`],
    ['web', `INSERT INTO approval SELECT * FROM approval`],
    ['web', `SELECT change_policy('${id}')`],
    ['channel', `UPDATE approval SET reason = 'دلیل دیگر'`],
    ['channel', `UPDATE approval SET expires_at = now()`],
    ['channel', `UPDATE policy SET overrides = '{}'`],
    ['worker', `UPDATE approval SET checker_id = maker_id`],
    ['worker', `UPDATE approval SET done_at = now()`],
    ['worker', `INSERT INTO approval SELECT * FROM approval`],
    ['worker', `SELECT change_policy('${id}')`],
  ]
  for (const [role, statement] of refused) {
    await expect(pools[role].query(statement), `${role}: ${statement}`).rejects.toThrow(/permission denied/)
  }
})

test('a decision after its time is none, and before it nothing expires', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const inTime = (state: string, at: string, more = '') =>
    `UPDATE approval SET state = '${state}', decided_at = expires_at ${at}${more} WHERE id = '${id}'`
  const checked = `, checker_id = '${scene.fraud.operatorId}'`
  const late: string[] = [
    inTime('approved', '', checked),
    inTime('rejected', '', `${checked}, decision_reason = 'دیر است'`),
    inTime('withdrawn', ''),
    inTime('expired', `- interval '1 ms'`),
  ]
  for (const statement of late)
    await expect(desk.pool.query(statement), statement).rejects.toThrow(/approval_ends_in_time/)
  await desk.pool.query(inTime('approved', `- interval '1 ms'`, checked))
})

test('the worker lets a request expire and ends it no other way', async () => {
  const id = await ask(desk, await openScene(owner, services))
  const end = (state: string) => `UPDATE approval SET state = '${state}', decided_at = expires_at WHERE id = '${id}'`
  const withdrawing = `UPDATE approval SET state = 'withdrawn', decided_at = requested_at WHERE id = '${id}'`
  await expect(pools.worker.query(withdrawing)).rejects.toThrow(/only let a request expire/)
  await pools.worker.query(end('expired'))
})
