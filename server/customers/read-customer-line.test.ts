import { expect, test } from 'vitest'
import { readCustomerLine } from '#server/customers/read-customer-line.ts'
import type { FileColumn } from '#server/customers/read-file-header.ts'

const good: Record<FileColumn, string> = {
  customerNumber: '12',
  nationalId: '0084512342',
  name: 'سارا',
  mobile: '09121234567',
  smsMember: 'true',
  branchCode: '0101',
  pan: '5076770000000014',
  status: 'active',
  expires: '2029-05',
}
const readWith = (more: Partial<typeof good>) => readCustomerLine({ ...good, ...more })

test.each(['true', 'TRUE', 't', '1', '۱', '١', '１', 'yes', 'Y', 'بله', 'بلي', 'عضو', 'دارد'])(
  'smsMember %s is yes',
  (smsMember) => expect(readWith({ smsMember })).toMatchObject({ parsed: { smsMember: true } }),
)

test.each(['false', 'False', 'f', '0', '۰', '٠', 'no', 'N', 'خیر', 'خير', 'نه', 'ندارد', 'غیر عضو'])(
  'smsMember %s is no',
  (smsMember) => expect(readWith({ smsMember })).toMatchObject({ parsed: { smsMember: false } }),
)

test.each(['', '2', '-1', '01', 'oui', 'ok', 'x', 'null', 'truee', 'بله؟', '✓', 'constructor'])(
  'smsMember %j is refused, not taken for no',
  (smsMember) => expect(readWith({ smsMember })).toBe('invalid_sms_member'),
)

test.each([
  ['active', 'active'],
  ['Active', 'active'],
  ['فعال', 'active'],
  ['blocked', 'blocked'],
  ['BLOCKED', 'blocked'],
  ['مسدود', 'blocked'],
  ['غیرفعال', 'blocked'],
  ['غیر‌فعال', 'blocked'],
])('status %s is %s', (status, expected) =>
  expect(readWith({ status })).toMatchObject({ parsed: { cards: [{ status: expected }] } }),
)

test.each(['', '1', '0', 'A', 'expired', 'closed', 'activ', 'active?', 'hot'])('status %j is refused', (status) =>
  expect(readWith({ status })).toBe('invalid_status'),
)

test.each<[Partial<typeof good>, string]>([
  [{ pan: '' }, 'card_incomplete'],
  [{ pan: '', status: '' }, 'card_incomplete'],
  [{ pan: '5076770000000015' }, 'invalid_pan'],
  [{ pan: '5.07677E+15' }, 'invalid_pan'],
  [{ expires: '05/29' }, 'invalid_expiry'],
  [{ expires: '' }, 'invalid_expiry'],
  [{ nationalId: '0084512344' }, 'invalid_national_id'],
  [{ mobile: '0912' }, 'invalid_mobile'],
  [{ mobile: '02188776655' }, 'invalid_mobile'],
  [{ name: '\u3164' }, 'invalid_name'],
  [{ name: 'سا\ufffdا' }, 'invalid_name'],
  [{ name: 'ا'.repeat(121) }, 'invalid_name'],
  [{ name: 'سا\rرا' }, 'invalid_name'],
  [{ customerNumber: '' }, 'invalid_customer_number'],
  [{ customerNumber: '1.2E5' }, 'invalid_customer_number'],
  [{ branchCode: '' }, 'unknown_branch'],
  [{ branchCode: '01\u000001' }, 'unknown_branch'],
])('%j is refused as %s', (more, refusal) => expect(readWith(more)).toBe(refusal))

test.each<[Partial<typeof good>, object]>([
  [{ customerNumber: '۰۰۱۲' }, { customerNumber: '0012' }],
  [{ nationalId: '۰۰۸۴۵۱۲۳۴۲' }, { nationalId: '0084512342' }],
  [{ nationalId: '84512342' }, { nationalId: '0084512342' }],
  [{ mobile: '9121234567' }, { mobile: '+989121234567' }],
  [{ mobile: '۰۹۱۲ ۱۲۳ ۴۵۶۷' }, { mobile: '+989121234567' }],
  [{ mobile: '' }, { mobile: null }],
  [{ pan: '', status: '', expires: '' }, { cards: [] }],
])('%j is read as a person means it', (more, read) => expect(readWith(more)).toMatchObject({ parsed: read }))

test('a card number may be grouped, and its month Jalali', () => {
  const read = readWith({ pan: '۵۰۷۶-۷۷۰۰-۰۰۰۰-۰۰۱۴', expires: '۱۴۰۸/۰۳' })
  if (typeof read === 'string') throw new Error(read)
  const [card] = read.parsed.cards
  expect([card?.pan.reveal(), card?.expiresAtMs]).toEqual(['5076770000000014', Date.parse('2029-06-21T00:00:00+03:30')])
})
