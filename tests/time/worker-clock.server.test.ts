import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { openTestServices } from '../harness/open-test-services.ts'
import { faketime, type ProcessWithClock, startProcess } from './start-process.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const hourMs = 3_600_000

describe.skipIf(!faketime)(
  `the worker${faketime ? '' : ': faketime is not installed: apt-get install faketime'}`,
  () => {
    const workers: ProcessWithClock[] = []
    const ids = { late: '', due: '' }

    beforeAll(async () => {
      const nowMs = Date.now()
      ids.late = await enqueue(nowMs - 130_000)
      ids.due = await enqueue(nowMs)
      await owner.query(
        `INSERT INTO request_outcome (client_id, request_id, body_mac, created_at, status, body) VALUES ('gateway', $1, '', $2, 200, '{}')`,
        [randomUUID(), at(nowMs - hourMs)],
      )
      const start = (aheadMs: number) => startProcess({ entry: 'worker', database, aheadMs })
      workers.push(...(await Promise.all([start(-hourMs), start(30 * hourMs)])))
    }, 60_000)
    afterAll(() => Promise.all(workers.map((worker) => worker.stop())))

    test('that is an hour behind sends no code past its time, and one a day ahead neither gives up a code nor forgets an answer', async () => {
      for (const worker of workers) await worker.hears('the clock is off: what depends on time is refused')
      await new Promise((done) => setTimeout(done, 1_000))
      expect([await stateOf(ids.late), await stateOf(ids.due)]).toEqual(['queued', 'queued'])
      expect(await countOutcomes()).toBe(1)
    })

    test('does its work by itself once its clock is right: what is due is sent, what is late is not', async () => {
      const [behind] = workers
      behind?.setAhead(0)
      await behind?.hears('the clock is trusted again')
      for (let round = 0; round < 200 && (await stateOf(ids.due)) === 'queued'; round += 1)
        await new Promise((done) => setTimeout(done, 50))
      expect([await stateOf(ids.late), await stateOf(ids.due)]).toEqual(['expired', 'accepted'])
    })
  },
)

function enqueue(atMs: number): Promise<string> {
  return enqueueCodeSms(services.pool, services.keys, {
    atMs,
    mobile: '+989121112233',
    customerId: null,
    template: 'otp',
    text: 'متن\n1234567',
    notAfterMs: atMs + 120_000,
  })
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await owner.query<{ state: string }>('SELECT state FROM sms_message WHERE id = $1', [id])
  return rows[0]?.state ?? 'gone'
}

async function countOutcomes(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>('SELECT count(*) FROM request_outcome')
  return rows[0]?.count ?? 0
}
