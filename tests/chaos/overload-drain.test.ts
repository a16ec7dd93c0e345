import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lengths } from '#tests/harness/lengths.ts'
import { isAlive } from '../../scripts/run/processes-in-folder.ts'
import { type OverloadFixture, openOverloadFixture } from './overload-fixture.ts'
import type { Answer } from './overload-plan.ts'

const ENDS_WITHIN_MS = 10_000
const PER_SECOND = 150
const { rounds } = lengths({ short: { rounds: 1 }, long: { rounds: 10 } })

let fixture: OverloadFixture
beforeAll(async () => {
  fixture = await openOverloadFixture({ clients: 2, cards: 2_000, variables: {} })
}, 120_000)
afterAll(() => fixture?.stop(), 60_000)

test(`told to end under load, the server answers everything it was sent, each answer the last of its connection, and is gone within ten seconds (${rounds} times)`, async () => {
  for (let round = 0; round < rounds; round++) {
    await fixture.untilReady()
    const plan = await fixture.plan(
      fixture.signers.map((signer, place) => ({ name: `gateway-${place}`, perSecond: PER_SECOND / 2, signer })),
      4,
    )
    const pid = fixture.system.pidOf('channel')
    const sending = fixture.send(plan)
    await pause(2_000)
    const toldAtMs = performance.now()
    process.kill(pid, 'SIGTERM')
    while (isAlive(pid) && performance.now() - toldAtMs < ENDS_WITHIN_MS) await pause(20)
    expect(isAlive(pid)).toBe(false)
    const endedAfterMs = Math.round(performance.now() - toldAtMs)
    const answers = Object.values(await sending).flat()
    const lost = answers.filter(({ wasSent, status }) => wasSent && status === 0)
    const answered = answers.filter(({ status }) => status > 0)
    console.info({
      endedAfterMs,
      answered: answered.length,
      last: answered.filter(({ endsConnection }) => endsConnection).length,
      notConnected: answers.filter(({ wasSent }) => !wasSent).length,
    })
    expect(lost).toEqual([])
    expect(answered.length).toBeGreaterThan(PER_SECOND)
    expect(answered.filter(({ status }) => ![200, 503].includes(status))).toEqual([])
    expect(answered.filter(({ endsConnection }) => endsConnection).length).toBeGreaterThan(0)
    await expectWritten(answered)
  }
}, 120_000)

/** Anyone who was told yes is in the log, and nobody else. */
async function expectWritten(answered: Answer[]): Promise<void> {
  const told = answered.filter(({ status }) => status === 200).map(({ body }) => JSON.parse(body).verificationId)
  const { rows } = await fixture.system.owner.query('SELECT count(*) FROM verification WHERE id = ANY($1)', [told])
  expect(rows).toEqual([{ count: told.length }])
}
