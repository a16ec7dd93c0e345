import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { defaultPolicy, demoPolicy, type PolicyKey } from '#domain/operator/policy.ts'
import { policyRanges, validatePolicy } from '#domain/operator/validate-policy.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const keys = Object.keys(policyRanges) as PolicyKey[]

const isLawful = async (overrides: unknown): Promise<boolean> => {
  const { rows } = await owner.query('SELECT policy_is_lawful($1::jsonb) AS "isLawful"', [JSON.stringify(overrides)])
  return rows[0].isLawful
}

afterEach(async () => {
  vi.useRealTimers()
  await owner.query('DELETE FROM policy')
})

test('the database knows the ranges that the domain knows', async () => {
  const { rows } = await owner.query(
    'SELECT key, low::float8 AS low, high::float8 AS high, is_list AS "isList" FROM policy_ranges() ORDER BY key COLLATE "C"',
  )
  const known = keys
    .map((key) => ({
      key,
      low: policyRanges[key][0],
      high: policyRanges[key][1],
      isList: Array.isArray(defaultPolicy[key]),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  expect(rows, 'replace policy_ranges() in a new migration').toEqual(known)
})

const anyFigure = fc.oneof(
  fc.integer({ min: -10, max: 700_000 }),
  fc.double(),
  fc.constantFrom(0, -0, 4.5, 1e21, '60', '', null, true, [], {}, [null], ['60'], [[60]]),
  fc.array(fc.oneof(fc.integer({ min: 0, max: 700_000 }), fc.constant(60.5)), { maxLength: 12 }),
)
const nearRange = fc.constantFrom(...keys).chain((key) => {
  const [min, max] = policyRanges[key]
  const figure = fc.constantFrom(min - 1, min, max, max + 1)
  return fc.tuple(fc.constant(key), fc.oneof(figure, fc.array(figure, { maxLength: 3 })))
})
const anyEntry = fc.tuple(fc.oneof(fc.constantFrom<string>(...keys), fc.string()), anyFigure)

test('whatever is written, database and domain judge it alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(nearRange, anyEntry), { maxLength: 4 }), async (entries) => {
      const overrides = JSON.parse(JSON.stringify(Object.fromEntries(entries)).replaceAll('\\u0000', ''))
      expect(await isLawful(overrides)).toBe(validatePolicy(defaultPolicy, overrides).ok)
    }),
    { numRuns: 500 },
  )
  for (const overrides of [[], null, 'x', 5, true]) expect(await isLawful(overrides)).toBe(false)
  for (const overrides of [{}, defaultPolicy, demoPolicy]) expect(await isLawful(overrides)).toBe(true)
})

test.each([{ appWindowSteps: 300_000 }, { codeLengthSecondDigits: 1 }, { guardRunMax: 1e6 }, { guardRunMax: null }])(
  'nobody writes %j, the owner neither',
  async (overrides) => {
    const write = 'INSERT INTO policy (overrides, updated_at) VALUES ($1, now())'
    await expect(owner.query(write, [overrides])).rejects.toThrow(/policy_within_its_ranges/)
  },
)

test('what got there all the same is not obeyed: the last lawful figures stay, and it is said once', async () => {
  await owner.query(`INSERT INTO policy (overrides, updated_at) VALUES ('{"guardRunMax": 4}', now())`)
  const complaints: string[] = []
  const watch = await watchPolicy(owner, (what) => complaints.push(what))
  expect(watch.policy().guardRunMax).toBe(4)
  await owner.query('ALTER TABLE policy DROP CONSTRAINT policy_within_its_ranges')
  await owner.query(`UPDATE policy SET overrides = '{"guardRunMax": 4, "appWindowSteps": 300000}'`)
  await vi.waitFor(() => expect(complaints).toHaveLength(1), 5_000)
  await new Promise((over) => setTimeout(over, 1_500))
  expect(complaints).toEqual([expect.stringContaining('appWindowSteps (out_of_range)')])
  expect(watch.policy()).toEqual({ ...defaultPolicy, guardRunMax: 4 })
  watch.stop()
  await expect(watchPolicy(owner)).rejects.toThrow(/appWindowSteps/)
})
