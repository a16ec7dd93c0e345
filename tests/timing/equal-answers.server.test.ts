import { randomInt } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import { panFingerprint } from '#server/keys.ts'
import type { Pan } from '#server/pan.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel, type TestAnswer } from '#tests/harness/test-channel.ts'
import { cardKinds, makeCards } from '#tests/timing/make-cards.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database, { policy: { wrongRateTriesMin: 10_000 } })
const owner = openPool({ connectionString: database.ownerUrl, max: 1, applicationName: 'answers-test' })
afterAll(() => owner.end())

const itsCard = '(SELECT card_id FROM card_fingerprint WHERE fingerprint = $1)'
const troubles: Record<string, string> = {
  blocked: `UPDATE card SET status = 'blocked' WHERE id = ${itsCard}`,
  expired: `UPDATE card SET expires_at = now() - interval '1 d' WHERE id = ${itsCard}`,
  'without mobile': `UPDATE customer SET mobile = NULL WHERE id = (SELECT customer_id FROM card WHERE id = ${itsCard})`,
  suspended: `UPDATE guard SET suspended_at = now(), version = version + 1 WHERE card_id = ${itsCard}`,
}

/** One card of each kind, and of those whose enrollments do not help them. */
async function drawCards(): Promise<Map<string, Pan>> {
  const { keys } = channel.services
  const cards = new Map<string, Pan>()
  for (const kind of cardKinds) for (const pan of await makeCards(owner, keys, kind, 1)) cards.set(kind, pan)
  for (const [trouble, change] of Object.entries(troubles))
    for (const pan of await makeCards(owner, keys, 'both', 1)) {
      await owner.query(change, [panFingerprint(keys, pan.reveal())])
      cards.set(trouble, pan)
    }
  return cards
}

const purchase = { processType: 'purchase', amount: 1_250_000 }
const payee = { merchantId: 'M-100', terminalId: 'T-100' }

type Seen = { otpRequestId?: string }
type Step = (pan: Pan, seen: Seen) => Promise<TestAnswer>

const press: Step = async (pan, seen) => {
  const body = { ...purchase, pan: pan.reveal(), payee: { ...payee, name: 'فروشگاه آزمون' } }
  const answer = await channel.call('gateway', 'POST', '/v1/gateway/otp-requests', body)
  seen.otpRequestId ??= answer.body.otpRequestId
  return answer
}
const wrong =
  ({ isNamed = false, code }: { isNamed?: boolean; code?: string } = {}): Step =>
  (pan, { otpRequestId }) => {
    const typed = code ?? String(randomInt(10 ** 7)).padStart(7, '0')
    const named = isNamed && otpRequestId ? { otpRequestId } : {}
    const body = { ...purchase, pan: pan.reveal(), payee, pinKind: 'second', code: typed, ...named }
    return channel.call('gateway', 'POST', '/v1/gateway/verifications', body)
  }

/** All that a caller can see but ids, the reference number's digits and the time. */
function describeAnswer({ status, headers, body }: TestAnswer): unknown {
  const shown = Object.fromEntries([...headers].filter(([name]) => name !== 'date'))
  const { otpRequestId, verificationId, referenceNumber, ...rest } = body
  const ids = [otpRequestId, verificationId].map((id) => typeof id)
  return { status, headers: shown, members: Object.keys(body), ids, digits: referenceNumber?.length, ...rest }
}

const seven = (step: Step): Step[] => Array.from({ length: 7 }, () => step)
const sequences: [string, Step[]][] = [
  ['seven wrong codes', seven(wrong())],
  ['seven malformed codes', seven(wrong({ code: '12-34' }))],
  ['a press and seven wrong codes', [press, ...seven(wrong())]],
  ['a press and seven wrong codes that name it', [press, ...seven(wrong({ isNamed: true }))]],
  ['seven presses', seven(press)],
  [
    'four presses and wrong codes that name the superseded first',
    [press, press, press, press, ...seven(wrong({ isNamed: true }))],
  ],
]

test.each(sequences)('status, headers and body are alike for every kind of card over %s', async (_, steps) => {
  const answers: Record<string, unknown[]> = {}
  for (const [kind, pan] of await drawCards()) {
    const seen: Seen = {}
    answers[kind] = []
    for (const step of steps) answers[kind].push(describeAnswer(await step(pan, seen)))
  }
  for (const [kind, seen] of Object.entries(answers)) expect(seen, kind).toEqual(answers.unknown)
})
