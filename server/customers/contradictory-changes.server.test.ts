import { randomInt, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import { applyCustomerChanges } from '#server/customers/apply-customer-changes.ts'
import type { CustomerChange } from '#server/customers/schemas.ts'
import { drawPan, makeCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
await makeCustomer(owner, services.keys, { nowMs })
const { rows: branches } = await owner.query<{ code: string }>('SELECT code FROM branch LIMIT 1')
const branchCode = branches[0]?.code ?? ''

async function apply(changes: CustomerChange[]): Promise<unknown> {
  const requestId = randomUUID()
  const actor = { kind: 'channel' as const, clientId: 'core', clientKind: 'core' as const, name: 'core' }
  const ctx = { actor, requestId, ip: null, userAgent: null, nowMs }
  const key = { clientId: 'core', requestId, bodyMac: Buffer.alloc(32), nowMs, keptSeconds: 86_400 }
  return (await applyCustomerChanges(services, ctx, { requestId, changes }, key)).body
}

function drawChange(more: Partial<CustomerChange> = {}): CustomerChange {
  const body = String(randomInt(100_000_000, 999_999_998))
  return {
    customerNumber: String(randomInt(1_000_000_000, 9_999_999_999)),
    nationalId: body + nationalIdCheckDigit(body),
    name: 'مریم کاوه',
    mobile: '09121112233',
    smsMember: true,
    branchCode,
    cards: [drawCard()],
    ...more,
  }
}

const drawCard = () => ({ pan: drawPan().reveal(), status: 'active' as const, expires: '2029-05' })

async function count(customerNumber: string): Promise<number> {
  const text = 'SELECT 1 FROM customer c JOIN card k ON k.customer_id = c.id WHERE c.customer_number = $1'
  return (await owner.query(text, [customerNumber])).rows.length
}

test.each<[string, Partial<CustomerChange>]>([
  ['name', { name: 'مریم کاوه‌پرست' }],
  ['mobile', { mobile: '09121112234' }],
  ['no mobile', { mobile: null }],
  ['membership', { smsMember: false }],
])('a customer named twice with another %s is not taken at all, the neighbours are', async (_, other) => {
  const [before, change, after] = [drawChange(), drawChange(), drawChange()]
  const answer = await apply([before, change, { ...change, ...other, cards: [] }, after])
  expect(answer).toEqual({
    applied: 2,
    refused: [
      { index: 1, code: 'contradictory' },
      { index: 2, code: 'contradictory' },
    ],
  })
  expect([
    await count(before.customerNumber),
    await count(change.customerNumber),
    await count(after.customerNumber),
  ]).toEqual([1, 0, 1])
})

test('a customer named twice alike, as digits and letters may be written, is taken with the cards of both', async () => {
  const change = drawChange()
  const again = { ...change, mobile: '+989121112233', cards: [drawCard()], name: ' مریم کاوه ' }
  expect(await apply([change, again])).toEqual({ applied: 2, refused: [] })
  expect(await count(change.customerNumber)).toBe(2)
})

test('one card of a customer twice, blocked and not, is not taken; twice alike it is', async () => {
  const [change, alike] = [drawChange(), drawChange()]
  const [card] = change.cards as [CustomerChange['cards'][number]]
  const [same] = alike.cards as [CustomerChange['cards'][number]]
  const answer = await apply([
    { ...change, cards: [card, { ...card, status: 'blocked' }] },
    { ...alike, cards: [same, { ...same, expires: '2029-05-31' }] },
  ])
  expect(answer).toEqual({ applied: 1, refused: [{ index: 0, code: 'contradictory' }] })
})

test('a card or a national id told of two customers stays with the first', async () => {
  const [first, second, third] = [drawChange(), drawChange(), drawChange()]
  const changes = [first, { ...second, cards: first.cards }, { ...third, nationalId: first.nationalId }]
  const refused = [
    { index: 1, code: 'card_of_another_customer' },
    { index: 2, code: 'national_id_taken' },
  ]
  expect(await apply(changes)).toEqual({ applied: 1, refused })
  expect(await apply(changes)).toEqual({ applied: 1, refused })
})

test.each(['', '  ', '\u200c', '۱۲۳', '😀', '\u3164', 'نا\u202eم', 'x'.repeat(121)])(
  'the name %j refuses its change, not the call',
  async (name) => {
    expect(await apply([drawChange({ name }), drawChange()])).toEqual({
      applied: 1,
      refused: [{ index: 0, code: 'invalid_name' }],
    })
  },
)

test('a month of a Jalali year is that month', async () => {
  const change = drawChange()
  const [card] = change.cards as [CustomerChange['cards'][number]]
  await apply([{ ...change, cards: [{ ...card, expires: '1408-03' }] }])
  const text =
    'SELECT expires_at AS until FROM card k JOIN customer c ON c.id = k.customer_id WHERE customer_number = $1'
  const { rows } = await owner.query(text, [change.customerNumber])
  expect(rows).toEqual([{ until: Date.parse('2029-06-21T00:00:00+03:30') }])
})
