import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countUse } from '#server/ceilings/ceiling-repository.ts'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const someone = async () => (await makeOperator(owner, { role: 'fraud', nowMs })).operatorId
const use = (operatorId: string, atMs: number, { subject = randomUUID() as string, max = 10 } = {}) =>
  countUse(desk.pool, { operatorId, kind: 'reveal', subject, max, nowMs: atMs })
async function useMany(operatorId: string, count: number, atMs: number): Promise<number> {
  const done = await Promise.all(Array.from({ length: count }, () => use(operatorId, atMs)))
  return done.filter(({ passes }) => passes).length
}

/** Approved already, as the owner may write it; whom it takes is asked elsewhere. */
async function raise(operatorId: string, decidedAtMs: number): Promise<void> {
  const id = drawId(decidedAtMs)
  await owner.query(
    `INSERT INTO approval (id, act, subject_kind, subject_id, subject_key, payload, shown, facts_version, reason, maker_id,
       maker_role, requested_at, expires_at, state) VALUES ($1, 'ceiling:raise', 'ceiling', 'reveal', $2::uuid::text, '{}', '{}', '', 'صف بلند',
       $2::uuid, 'fraud', $3, $4, 'open')`,
    [id, operatorId, at(decidedAtMs - 1), at(decidedAtMs + HOUR_MS)],
  )
  await owner.query(`UPDATE approval SET state = 'approved', checker_id = $2, decided_at = $3 WHERE id = $1`, [
    id,
    await someone(),
    at(decidedAtMs),
  ])
}

test('forty at once over two processes: ten pass, and neither another kind nor another operator has less for it', async () => {
  const [one, other] = [await someone(), await someone()]
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, place) =>
      countUse(place % 2 ? desk.pool : services.pool, {
        operatorId: one,
        kind: 'reveal',
        subject: randomUUID(),
        max: 10,
        nowMs: nowMs + (place % 3),
      }),
    ),
  )
  expect(answers.filter(({ passes }) => passes)).toHaveLength(10)
  expect(await useMany(other, 12, nowMs)).toBe(10)
  const end = { operatorId: one, kind: 'end', subject: 'x', max: 1, nowMs } as const
  expect((await countUse(desk.pool, end)).passes).toBe(true)
})

test('the hour rolls: at the border of a clock’s hour there are not twice as many', async () => {
  const one = await someone()
  const borderMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS
  const startedMs = borderMs - 5 * MINUTE_MS
  expect(await useMany(one, 10, startedMs)).toBe(10)
  expect(await useMany(one, 10, borderMs + 5 * MINUTE_MS)).toBe(0)
  expect(await use(one, borderMs + 5 * MINUTE_MS)).toMatchObject({
    passes: false,
    used: 10,
    allowed: 10,
    sinceMs: startedMs,
    freeAtMs: startedMs + HOUR_MS,
  })
  expect(await useMany(one, 12, startedMs + HOUR_MS)).toBe(10)
})

test('what is looked at again begins its hour anew, and is let through at a full ceiling', async () => {
  const one = await someone()
  await use(one, nowMs, { subject: 'seen' })
  expect(await useMany(one, 20, nowMs + MINUTE_MS)).toBe(9)
  expect((await use(one, nowMs + 30 * MINUTE_MS, { subject: 'seen' })).passes).toBe(true)
  // The nine are over an hour ago, what was looked at again is not.
  expect(await useMany(one, 20, nowMs + 62 * MINUTE_MS)).toBe(9)
})

test('a use whose transaction is undone has not been', async () => {
  const one = await someone()
  const tx = await desk.pool.connect()
  await tx.query('BEGIN')
  await countUse(tx, { operatorId: one, kind: 'reveal', subject: 'undone', max: 1, nowMs })
  await tx.query('ROLLBACK')
  tx.release()
  expect((await use(one, nowMs, { max: 1 })).passes).toBe(true)
})

test('a raise is as many again until an hour after it, two are twice as many, another’s is nobody’s', async () => {
  const [one, other] = [await someone(), await someone()]
  await useMany(one, 10, nowMs)
  await raise(one, nowMs + 30 * MINUTE_MS)
  expect(await useMany(one, 20, nowMs + 31 * MINUTE_MS)).toBe(10)
  await raise(one, nowMs + 40 * MINUTE_MS)
  expect(await useMany(one, 20, nowMs + 41 * MINUTE_MS)).toBe(10)
  expect(await useMany(other, 20, nowMs + 41 * MINUTE_MS)).toBe(10)
  // The first ten and the first raise are over an hour ago.
  expect(await use(one, nowMs + 90 * MINUTE_MS)).toMatchObject({
    passes: false,
    used: 20,
    allowed: 20,
    freeAtMs: nowMs + 91 * MINUTE_MS,
  })
})

type Step = { afterMinutes: number; subject: number }
test('whatever the order and the pauses, there are never more different things within an hour than the ceiling, and it is kept for nothing', async () => {
  const step = fc.record({ afterMinutes: fc.integer({ min: 0, max: 40 }), subject: fc.integer({ min: 0, max: 8 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), async (steps: Step[], max) => {
      const one = await someone()
      const lastMs = new Map<number, number>()
      let atMs = nowMs
      for (const { afterMinutes, subject } of steps) {
        atMs += afterMinutes * MINUTE_MS
        const within = [...lastMs].filter(([, usedMs]) => usedMs > atMs - HOUR_MS)
        const mayPass = within.some(([key]) => key === subject) || within.length < max
        const answer = await use(one, atMs, { subject: String(subject), max })
        expect(answer.passes).toBe(mayPass)
        if (mayPass) lastMs.set(subject, atMs)
        else {
          const youngestFirst = within.map(([, usedMs]) => usedMs).sort((a, b) => b - a)
          expect(answer).toMatchObject({ used: within.length, freeAtMs: (youngestFirst[max - 1] ?? 0) + HOUR_MS })
        }
      }
    }),
    { numRuns: 40 },
  )
})
