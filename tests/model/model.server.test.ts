import { randomInt } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { lengths } from '#tests/harness/lengths.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openModelFixture } from './model-fixture.ts'
import { reachable, reachableSoon } from './reachable.ts'
import { playSequences } from './run-sequences.ts'
import { nextMidnightMs } from './world.ts'

const database = await openTestDatabase()
const tested = openTestServices(database)
// The clocks of the sequences run ahead of the machine's, from one Tehran midnight: a seed means the same on any day.
const dayStartMs = nextMidnightMs(Date.now()) + 86_400_000
const fixture = await openModelFixture(database, tested, dayStartMs)
afterAll(fixture.close)

const seed = Number(process.env.RAMZBAN_MODEL_SEED ?? randomInt(2 ** 31))
const from = Number(process.env.RAMZBAN_MODEL_AT ?? 0)
const isReplay = process.env.RAMZBAN_MODEL_AT !== undefined
const count = isReplay ? 1 : Number(process.env.RAMZBAN_MODEL_SEQUENCES ?? lengths({ short: 300, long: 10_500 }))

test(`${count} sequences of commands end as the contract’s words say, row by row (seed ${seed})`, async () => {
  const reached = new Map<string, number>()
  const [startedAtMs, cpu] = [Date.now(), process.cpuUsage()]
  const played = await playSequences({ fixture, dayStartMs, reached }, { seed, from, count, atOnce: 40 })
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1)
  const cpuSeconds = (process.cpuUsage(cpu).user / 1e6).toFixed(1)
  const counts = [...reached].sort().map(([what, times]) => `  ${what}: ${times}`)
  console.log(`${played} sequences of seed ${seed} in ${seconds} s, ${cpuSeconds} s of CPU\n${counts.join('\n')}`)
  expect(played).toBe(count)
  if (isReplay) return
  const wanted = lengths({ short: reachableSoon, long: reachable })
  expect(wanted.filter((what) => !reached.has(what))).toEqual([])
}, 1_500_000)
