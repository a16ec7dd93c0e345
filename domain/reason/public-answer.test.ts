import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publicAnswers, type VerificationReason, verificationReasons } from '#domain/reason/reason.ts'

const contract = readFileSync(new URL('../../docs/channel-api.md', import.meta.url), 'utf8')
/** §6's rows: `| fine reasons — why | `reason` | code |`. */
const published = [...contract.matchAll(/^\| (.+) \| `([a-z_]+)` \| (\d\d) \|$/gm)].map(
  ([, fine = '', reason = '', responseCode = '']) => [fine.split(' — ')[0] ?? '', reason, responseCode] as const,
)
const publishedCounted = /Counted: ([a-z_, ]+)\./.exec(contract)?.[1] ?? ''

test.each(published)('%s answers %s with %s', (fineReasons, reason, responseCode) => {
  for (const fine of fineReasons.split(', ') as VerificationReason[]) {
    expect(publicAnswers[fine]).toMatchObject({ reason, responseCode })
  }
})

test('the published table names every fine reason exactly once', () => {
  const named = published.flatMap(([fineReasons]) => fineReasons.split(', '))
  expect(named.sort()).toEqual([...verificationReasons].sort())
})

test('the guard counts exactly the published reasons, and a locked try only when it costs one', () => {
  const always = verificationReasons.filter((reason) => publicAnswers[reason].counted === true)
  const sometimes = verificationReasons.filter((reason) => publicAnswers[reason].counted === 'if_it_costs_a_try')
  expect(always.sort()).toEqual(publishedCounted.split(', ').sort())
  expect(sometimes).toEqual(['enrollment_locked'])
})
