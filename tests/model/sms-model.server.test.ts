import { deepStrictEqual } from 'node:assert/strict'
import { createPrivateKey, randomInt, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyDeliveryReports } from '#server/sms/apply-delivery-reports.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'
import type { ProviderAnswer, SmsProvider } from '#server/sms/provider.ts'
import { sendDueSms } from '#server/sms/send-due-sms.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'
import { type ProviderMood, type Report, report, type SmsWorld, sendDue } from './contract-sms.ts'
import { newKey } from './model-fixture.ts'

const database = await openTestDatabase()
const { services: channel, owner } = openTestServices(database)
const worker = openTestWorker(database, channel.institution)
const { sealPrivateKeyJwk } = JSON.parse(readFileSync(database.keyFiles.worker, 'utf8'))
const unsealKey = createPrivateKey({ key: sealPrivateKeyJwk, format: 'jwk' })
const mobile = '+989121234567'

type Act = { words: string; run: (world: SmsWorld) => Promise<void> }

class SmsStep implements fc.AsyncCommand<SmsWorld, null> {
  readonly #act: Act
  constructor(act: Act) {
    this.#act = act
  }
  check = (): boolean => true
  toString = (): string => this.#act.words
  async run(world: SmsWorld): Promise<void> {
    world.nowMs += 1
    await this.#act.run(world)
    await compare(world)
  }
}

const enqueueArb = fc.constantFrom(30, 120, 120, 86_400).map(
  (lifeSeconds): Act => ({
    words: `enqueue(for ${lifeSeconds} s)`,
    run: async (world) => {
      const [atMs, notAfterMs] = [world.nowMs, world.nowMs + lifeSeconds * 1000]
      const text = `متن\n${randomInt(1_000_000, 9_999_999)}`
      const sms = { atMs, mobile, customerId: null, template: 'otp', text, notAfterMs } as const
      const id = await enqueueCodeSms(channel.pool, channel.keys, sms)
      const fresh = { state: 'queued', isWaiting: true, isTaken: false, dueMs: atMs, attempts: 0, contrary: 0 } as const
      world.messages.push({ id, text, notAfterMs, ...fresh })
    },
  }),
)

const moods: Record<ProviderMood, (id: string) => ProviderAnswer> = {
  accepts: (id) => ({ outcome: 'accepted', providerMessageId: `p-${id}` }),
  rejects: () => ({ outcome: 'rejected', errorCode: '400' }),
  'is down': () => {
    throw new Error('no answer')
  },
}

const workArb = fc.constantFrom<ProviderMood>('accepts', 'accepts', 'is down', 'is down', 'rejects').map(
  (mood): Act => ({
    words: `work(the provider ${mood})`,
    run: async (world) => {
      const handed: string[] = []
      const provider: SmsProvider = async ({ id, text }) => {
        handed.push(text)
        return moods[mood](id)
      }
      await sendDueSms(worker, { provider, unsealKey }, world.nowMs)
      deepStrictEqual(handed.sort(), sendDue(world, mood).sort())
    },
  }),
)

const statusArb = fc.constantFrom<Report['status']>('delivered', 'delivered', 'failed', 'expired', 'rejected')
const reportArb = fc.array(fc.record({ back: fc.nat(4), status: statusArb }), { minLength: 1, maxLength: 3 }).map(
  (wishes): Act => ({
    words: `report(${wishes.map(({ back, status }) => `${back} ${status}`).join(', ')})`,
    run: async (world) => {
      const reports = wishes.map(({ back, status }) => ({
        id: world.messages.at(-1 - back)?.id ?? randomUUID(),
        status,
      }))
      const request = newKey('sms-model', world.nowMs)
      const actor = { kind: 'channel', clientId: 'sms-model', clientKind: 'sms', name: 'sms-model' } as const
      const ctx = { actor, requestId: request.requestId, ip: null, userAgent: null, nowMs: world.nowMs }
      const said = reports.map(({ id, status }) => ({ providerMessageId: `p-${id}`, status, at: world.nowMs }))
      const { body } = await applyDeliveryReports(channel, ctx, { request, reports: said })
      deepStrictEqual(body, report(world, reports))
    },
  }),
)

const waitArb = fc.constantFrom(1, 999, 1_000, 2_000, 4_999, 15_000, 30_000, 60_000, 119_999).map(
  (waitMs): Act => ({
    words: `wait(${waitMs} ms)`,
    run: async (world) => {
      world.nowMs += waitMs
    },
  }),
)

async function compare({ messages }: SmsWorld): Promise<void> {
  const { rows } = await owner.query(
    `SELECT m.id, m.state, jsonb_array_length(m.contrary_reports) AS contrary, o.attempts, b.sealed IS NOT NULL AS "hasText"
     FROM sms_message m LEFT JOIN sms_outbox o ON o.sms_message_id = m.id LEFT JOIN sms_body b ON b.sms_message_id = m.id
     WHERE m.id = ANY($1) ORDER BY m.id`,
    [messages.map(({ id }) => id)],
  )
  const expected = messages.map(({ id, state, contrary, isWaiting, attempts }) => {
    return { id, state, contrary, attempts: isWaiting ? attempts : null, hasText: isWaiting }
  })
  deepStrictEqual(
    rows,
    expected.sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
}

const acts = fc.oneof(
  { weight: 3, arbitrary: enqueueArb },
  { weight: 4, arbitrary: workArb },
  { weight: 3, arbitrary: reportArb },
  { weight: 4, arbitrary: waitArb },
)
const commandsArb = fc.noBias(fc.commands([acts.map((act) => new SmsStep(act))], { maxCommands: 30, size: 'max' }))
const numRuns = lengths({ short: 60, long: 1_000 })
const seed = Number(process.env.RAMZBAN_MODEL_SEED ?? randomInt(2 ** 31))

test(`${numRuns} sequences of sending and reporting end as the contract’s words say (seed ${seed})`, async () => {
  const reached = new Set<string>()
  const startMs = Date.now()
  const play = async (commands: Iterable<fc.AsyncCommand<SmsWorld, null>>): Promise<void> => {
    // One outbox serves one sequence at a time.
    await owner.query('TRUNCATE sms_outbox, sms_body')
    const model: SmsWorld = { nowMs: startMs, messages: [], early: [], reach: (what) => void reached.add(what) }
    await fc.asyncModelRun(() => ({ model, real: null }), commands)
  }
  await fc.assert(fc.asyncProperty(commandsArb, play), { seed, numRuns, interruptAfterTimeLimit: 600_000 })
  const all = ['sent: accepted', 'sent: rejected', 'sent: expired', 'postponed', 'contrary report', 'early report']
  expect(all.filter((what) => !reached.has(what))).toEqual([])
}, 900_000)
