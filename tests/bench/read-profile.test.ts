import { expect, test } from 'vitest'
import { type CpuProfile, readProfile } from './read-profile.ts'

const frame = (functionName: string, url: string, lineNumber = 0) => ({ functionName, url, lineNumber })
const profile: CpuProfile = {
  startTime: 1_000,
  nodes: [
    { id: 1, callFrame: frame('(idle)', '') },
    { id: 2, callFrame: frame('judgeCode', 'file:///srv/server/verifications/judge-code.ts', 29) },
    { id: 3, callFrame: frame('judgeCode', 'file:///srv/server/verifications/judge-code.ts', 29) },
    { id: 4, callFrame: frame('parseRow', 'file:///srv/node_modules/pg/lib/result.js', 61) },
    { id: 5, callFrame: frame('main', 'file:///srv/channel/main.ts', 30) },
  ],
  samples: [5, 2, 3, 4, 1, 5],
  timeDeltas: [100, 100, 200, 100, 400, 100],
}

test('a profile counts what ran between the two instants, a function called from two places as one', () => {
  const { busyPercent, groups, lines } = readProfile(profile, { fromUs: 1_150, toUs: 1_900 })
  expect(busyPercent).toBe(50)
  expect(groups).toEqual([
    ['server/verifications', 75],
    ['node_modules/pg', 25],
  ])
  expect(lines.map(({ where, percent }) => [where, percent])).toEqual([
    ['judgeCode server/verifications/judge-code.ts:30', 75],
    ['parseRow pg/lib/result.js:62', 25],
  ])
})
