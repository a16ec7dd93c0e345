import { describe, expect, test } from 'vitest'
import { listWindowMarks } from './window-marks.ts'

const START_MS = Date.parse('2026-11-22T16:44:03Z')
const plus = (seconds: number): number => START_MS + seconds * 1000
const asked = {
  atMs: START_MS,
  expiresAtMs: plus(120),
  smsState: 'delivered',
  smsAcceptedAtMs: plus(1),
  smsEndedAtMs: plus(61),
}

test('a code typed after its time is as late as it says: issued, delivered +61, typed +133: 13 s late', () => {
  const window = listWindowMarks(asked, plus(133))
  expect(window.marks.map(({ kind, afterSeconds }) => [kind, afterSeconds])).toEqual([
    ['asked', 0],
    ['accepted', 1],
    ['delivered', 61],
    ['expires', 120],
    ['typed', 133],
  ])
  expect(window).toMatchObject({ typed: { isLate: true, marginSeconds: 13 }, endMs: plus(133), isSmsLate: false })
})

test('a code typed at its last instant was in time', () => {
  expect(listWindowMarks(asked, plus(120)).typed).toMatchObject({ isLate: false, marginSeconds: 0 })
})

describe('an SMS', () => {
  test('that came after the code was over is late, and the line reaches to it', () => {
    const window = listWindowMarks({ ...asked, smsEndedAtMs: plus(412) }, null)
    expect(window).toMatchObject({ isSmsLate: true, endMs: plus(412), typed: null })
  })

  test('that failed was never readable', () => {
    const window = listWindowMarks({ ...asked, smsState: 'failed' }, null)
    expect(window).toMatchObject({ readableAtMs: null, isSmsLate: false })
    expect(window.marks.map(({ kind }) => kind)).toContain('failed')
  })
})
