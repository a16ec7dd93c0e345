import { expect, test } from 'vitest'
import { openBankClock } from './bank-clock.ts'
import { createMemoryRimaStore } from './memory-rima-store.ts'

const T = Date.parse('2026-11-30T10:00:00Z')
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A phone whose clock and monotonic clock the test turns. */
function makePhone(wallMs: number) {
  const at = { wallMs, monoMs: 0 }
  const store = createMemoryRimaStore()
  return {
    store,
    open: () => openBankClock(store, () => ({ ...at })),
    pass: (ms: number) => Object.assign(at, { wallMs: at.wallMs + ms, monoMs: at.monoMs + ms }),
    turn: (ms: number) => Object.assign(at, { wallMs: at.wallMs + ms }),
    restart: () => Object.assign(at, { monoMs: 0 }),
    answer: (bankMs: number) => ({
      date: new Date(bankMs).toUTCString(),
      sentAtMs: at.wallMs - 500,
      receivedAtMs: at.wallMs + 500,
    }),
  }
}

test('240 s fast, learnt, put right without a network: noticed with the next look, and told until the bank is asked', async () => {
  const phone = makePhone(T + 240_000)
  const clock = await phone.open()
  await clock.learn(phone.answer(T))
  expect([clock.offsetMs(), clock.doubt()]).toEqual([-239_500, null])
  phone.pass(1000)
  phone.turn(-240_000)
  clock.look(false)
  expect([clock.offsetMs(), clock.doubt()]).toEqual([0, 'went-back'])
  await settled()
  phone.restart()
  phone.pass(3_600_000)
  const again = await phone.open()
  expect(again.doubt()).toBe('went-back')
  await again.learn(phone.answer(T + 3_601_000))
  expect([again.offsetMs(), again.doubt()]).toEqual([0, null])
  expect((await phone.open()).doubt()).toBeNull()
})

test('put right while the app was closed: shown less than it had shown, or an offset that nothing confirms', async () => {
  for (const [closedMs, doubt] of [
    [60_000, 'went-back'],
    [3_600_000, 'unproved'],
  ] as const) {
    const phone = makePhone(T + 240_000)
    const clock = await phone.open()
    await clock.learn(phone.answer(T))
    clock.look(true)
    await settled()
    phone.restart()
    phone.turn(-240_000)
    phone.pass(closedMs)
    expect((await phone.open()).doubt(), doubt).toBe(doubt)
  }
})

test('an answer that confirms the very same offset ends the doubt about it', async () => {
  const phone = makePhone(T + 240_000)
  await (await phone.open()).learn(phone.answer(T))
  const clock = await phone.open()
  expect(clock.doubt()).toBe('unproved')
  await clock.learn(phone.answer(T))
  expect([clock.offsetMs(), clock.doubt()]).toEqual([-239_500, null])
})

test('an answer without a time, or one that was long under way, proves nothing', async () => {
  const phone = makePhone(T + 240_000)
  await (await phone.open()).learn(phone.answer(T))
  const clock = await phone.open()
  await clock.learn({ ...phone.answer(T), date: null })
  await clock.learn({ ...phone.answer(T), sentAtMs: T - 60_000 })
  expect(clock.doubt()).toBe('unproved')
})

test('a store of before, with an offset alone, opens', async () => {
  const phone = makePhone(T)
  await phone.store.update('clock', () => ({ offsetMs: 5_000 }))
  const clock = await phone.open()
  expect([clock.offsetMs(), clock.doubt(), clock.nowMs()]).toEqual([5_000, null, T + 5_000])
})
