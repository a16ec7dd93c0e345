import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClockRecord, type ClockState, judgeLook, judgeStart } from './judge-clock.ts'

const MINUTE = 60_000
const fast = { offsetMs: -4 * MINUTE }

const starts: [string, ClockRecord | undefined, number, Pick<ClockState, 'offsetMs' | 'doubt'>][] = [
  ['nothing was ever learnt', undefined, 1_000_000, { offsetMs: 0, doubt: null }],
  ['the clock was right', { offsetMs: 0, seenMs: 1_000_000 }, 9_000_000, { offsetMs: 0, doubt: null }],
  ['the clock was a little off', { offsetMs: 40_000 }, 9_000_000, { offsetMs: 40_000, doubt: null }],
  [
    'the clock was four minutes fast, and of since then nothing is known',
    fast,
    9_000_000,
    { ...fast, doubt: 'unproved' },
  ],
  [
    'the same, and it shows less than it has shown',
    { ...fast, seenMs: 9_200_000 },
    9_000_000,
    { offsetMs: 0, doubt: 'went-back' },
  ],
  [
    'a right clock shows less than it has shown',
    { offsetMs: 0, seenMs: 9_200_000 },
    9_000_000,
    { offsetMs: 0, doubt: 'went-back' },
  ],
  ['it shows a little less', { offsetMs: 0, seenMs: 9_020_000 }, 9_000_000, { offsetMs: 0, doubt: null }],
  [
    'it had gone back in an earlier page',
    { offsetMs: 0, seenMs: 1, doubt: 'went-back' },
    9_000_000,
    { offsetMs: 0, doubt: 'went-back' },
  ],
  [
    'it had jumped ahead in an earlier page',
    { offsetMs: 0, seenMs: 1, doubt: 'jumped-ahead' },
    9_000_000,
    { offsetMs: 0, doubt: 'jumped-ahead' },
  ],
]
test.each(starts)('at the start, when %s', (_when, record, wallMs, expected) => {
  expect(judgeStart(record, wallMs)).toMatchObject(expected)
})

const right: ClockState = { offsetMs: 0, doubt: null, movedMs: 0 }
const off: ClockState = { ...fast, doubt: null, movedMs: 0 }
const moved: ClockState = { offsetMs: 0, doubt: 'went-back', movedMs: -4 * MINUTE }
const looks: [
  string,
  ClockState,
  { wall: number; mono: number; slept: boolean },
  Pick<ClockState, 'offsetMs' | 'doubt'>,
][] = [
  ['in sight, a second goes by', off, { wall: 1000, mono: 1000, slept: false }, { ...fast, doubt: null }],
  [
    'in sight, the clock is put right by 240 s',
    off,
    { wall: -239_000, mono: 1000, slept: false },
    { offsetMs: 0, doubt: 'went-back' },
  ],
  [
    'in sight, a right clock is set back',
    right,
    { wall: -3_599_000, mono: 1000, slept: false },
    { offsetMs: 0, doubt: 'went-back' },
  ],
  [
    'in sight, it is set ahead',
    right,
    { wall: 241_000, mono: 1000, slept: false },
    { offsetMs: 0, doubt: 'jumped-ahead' },
  ],
  ['in sight, a step of NTP', off, { wall: 9_000, mono: 1000, slept: false }, { ...fast, doubt: null }],
  ['out of sight and awake, ten minutes', off, { wall: 600_000, mono: 600_000, slept: true }, { ...fast, doubt: null }],
  [
    'out of sight it is put right',
    off,
    { wall: 360_000, mono: 600_000, slept: true },
    { offsetMs: 0, doubt: 'went-back' },
  ],
  [
    'asleep, the monotonic clock standing, with a right clock',
    right,
    { wall: 3_600_000, mono: 2_000, slept: true },
    { offsetMs: 0, doubt: null },
  ],
  [
    'asleep, and an offset that may have been put right meanwhile',
    off,
    { wall: 3_600_000, mono: 2_000, slept: true },
    { ...fast, doubt: 'unproved' },
  ],
  ['asleep for a little, with an offset', off, { wall: 20_000, mono: 2_000, slept: true }, { ...fast, doubt: null }],
  [
    'it has moved, and time goes by',
    moved,
    { wall: 60_000, mono: 60_000, slept: true },
    { offsetMs: 0, doubt: 'went-back' },
  ],
  [
    'it has moved, and is set again',
    moved,
    { wall: 241_000, mono: 1000, slept: false },
    { offsetMs: 0, doubt: 'went-back' },
  ],
]
test.each(looks)('%s', (_what, state, { wall, mono, slept }, expected) => {
  const before = { wallMs: 5_000_000, monoMs: 70_000 }
  const now = { wallMs: before.wallMs + wall, monoMs: before.monoMs + mono }
  expect(judgeLook(state, { before, now, mayHaveSlept: slept })).toMatchObject(expected)
})

const seconds = fc.integer({ min: 0, max: 3600 }).map((s) => s * 1000)

test('a clock that is never set is never doubted, however long the phone sleeps out of sight', () => {
  const lives = fc.array(fc.record({ awake: seconds, asleep: seconds, slept: fc.boolean() }), { maxLength: 30 })
  fc.assert(
    fc.property(lives, (life) => {
      let [state, before] = [right, { wallMs: 1e12, monoMs: 0 }]
      for (const { awake, asleep, slept } of life) {
        const now = { wallMs: before.wallMs + awake + (slept ? asleep : 0), monoMs: before.monoMs + awake }
        state = judgeLook(state, { before, now, mayHaveSlept: slept })
        before = now
      }
      expect(state).toMatchObject({ offsetMs: 0, doubt: null })
    }),
  )
})

test('small steps that add up are noticed; those that take each other back are not', () => {
  const walk = (steps: number[]): ClockState => {
    let [state, before] = [off, { wallMs: 1e12, monoMs: 0 }]
    for (const step of steps) {
      const now = { wallMs: before.wallMs + 1000 + step, monoMs: before.monoMs + 1000 }
      state = judgeLook(state, { before, now, mayHaveSlept: false })
      before = now
    }
    return state
  }
  expect(walk([-12_000, -12_000, -12_000]).doubt).toBe('went-back')
  expect(walk([-12_000, 12_000, -12_000, 12_000]).doubt).toBeNull()
})

test('an hour back is noticed in sight, out of sight without a sleep, and at the next start', () => {
  fc.assert(
    fc.property(fc.integer({ min: 31, max: 86_400 }), seconds, fc.boolean(), (backSeconds, gone, slept) => {
      const before = { wallMs: 1e12, monoMs: 500 }
      const now = { wallMs: before.wallMs + gone - backSeconds * 1000, monoMs: before.monoMs + gone }
      expect(judgeLook(off, { before, now, mayHaveSlept: slept })).toMatchObject({ offsetMs: 0, doubt: 'went-back' })
      expect(judgeStart({ offsetMs: 0, seenMs: 1e12 }, 1e12 - backSeconds * 1000).doubt).toBe('went-back')
    }),
  )
})
