import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { breakProduct } from './break-product.ts'
import { cutHistory } from './cut-history.ts'
import { withoutVersion } from './deliberate-breaks.ts'
import { nameOf, planDisturbances } from './disturb-cluster.ts'
import { goodRun } from './good-run.fixture.ts'
import { checkEvidence, keepEvidence } from './keep-evidence.ts'
import { readHistory, recordHistory } from './record-history.ts'
import { seededRandom } from './seeded-random.ts'

const plan = (seed: number) => planDisturbances(seededRandom(seed).fork('disturbances'), { kills: 24, faults: 60 })

test('one seed plans the same kills and faults again, another seed others', () => {
  expect(plan(7)).toEqual(plan(7))
  expect(plan(7)).not.toEqual(plan(8))
})

test('the plan has so many kills and faults as were asked for, every kind of fault at every place', () => {
  const planned = plan(1)
  const kills = planned.filter(({ kind }) => kind === 'kill')
  expect([kills.length, planned.length - kills.length]).toEqual([24, 60])
  expect(new Set(kills.map(nameOf))).toEqual(new Set(['kill channel-0', 'kill channel-1', 'kill postgres']))
  const faultsAt = new Set(planned.flatMap((one) => (one.kind === 'kill' ? [] : [`${nameOf(one)} at ${one.at}`])))
  expect(faultsAt.size).toBe(6 * 4)
})

test('streams of one seed are independent of what was drawn from the others', () => {
  const [one, other] = [seededRandom(5), seededRandom(5)]
  one.next()
  expect(one.fork('a').next()).toBe(other.fork('a').next())
  expect(one.fork('a').next()).not.toBe(one.fork('b').next())
})

test('a history read from its file is the one that was recorded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-recorded-'))
  const file = join(folder, 'history.jsonl')
  const { history } = goodRun()
  const recorder = recordHistory(file, 42)
  for (const card of history.cards.values()) recorder.card(card)
  for (const presentation of history.presentations.values()) recorder.presents(presentation)
  for (const { requestId, client, server, status, text } of history.attempts) {
    const sent = recorder.sends({ requestId, client, server })
    recorder.hears(sent, status === null || text === null ? null : { status, text })
  }
  recorder.sends({ requestId: 'request-0', client: 3, server: 1 })
  for (const look of history.looks) recorder.looks(look)
  recorder.disturbs('kill postgres')
  await recorder.close()
  expect(readHistory(file)).toEqual(recorder.history)
  expect(recorder.history.attempts).toHaveLength(history.attempts.length + 1)
  const kept = keepEvidence(file, goodRun().tables)
  expect(checkEvidence(kept)).toEqual([])
  for (const each of [folder, kept]) rmSync(each, { recursive: true })
})

test('a cut history does not know what was answered after the cut', () => {
  const { history } = goodRun()
  const open = { requestId: 'request-0', client: 1, server: 1, beganSeq: 50, endedSeq: null, status: null, text: null }
  history.attempts.push({ ...open })
  const asItWas = cutHistory(history)
  Object.assign(history.attempts.at(-1) ?? {}, { endedSeq: 60, status: 200, text: 'later' })
  history.attempts.push({ ...open, beganSeq: 70 })
  history.cards.clear()
  expect(asItWas().attempts.at(-1)).toEqual(open)
  expect([asItWas().attempts.length, asItWas().cards.size]).toEqual([6, 1])
})

test('a copy of the product is broken where its text says so, and the product itself is left alone', () => {
  const { root, remove } = breakProduct(withoutVersion)
  const [own, copy] = ['.', root].map((folder) =>
    readFileSync(join(folder, 'server/verifications/verdict-repository.ts'), 'utf8'),
  )
  for (const { find } of withoutVersion.replacements) {
    expect(own).toContain(find)
    expect(copy).not.toContain(find)
  }
  remove()
})

test('text that is to be replaced and is not there any more is said clearly', () => {
  const replacements = [{ find: 'a condition that nobody wrote', by: 'true' }]
  expect(() => breakProduct({ name: 'a break', replacements })).toThrow(
    /"a condition that nobody wrote" is replaced, but/,
  )
})
