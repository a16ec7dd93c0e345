/** One kind of search: examples of what is typed, with the values that the barest statement for the same takes. */
export type Lookup = { kind: string; examples: string; bare: string }

// Digits that begin with a zero are read as a number's beginning.

const shown = 'k.id, k.name, k.customer_number, k.national_id, k.mobile, k.branch_id'
const customers = (where: string): string => `SELECT ${shown} FROM customer k WHERE ${where} LIMIT 21`
const joined = `replace(k.name_search, ' ', '')`
/** Of 2 000 customers, and of as many payments of the last months, as the sample tables have them. */
const person = (typed: string, values: string, condition = 'true'): string =>
  `SELECT ${typed} AS typed, ARRAY[${values}] AS values FROM sample_customer WHERE ${condition}`
const word = `split_part(name_search, ' ', 2)`
const given = `split_part(name_search, ' ', 1)`
const digits = (count: number): string => `substr(mobile, 4 + mod(place, ${11 - count}), ${count})`
const payment = (typed: string, values: string): string =>
  `SELECT ${typed} AS typed, ARRAY[${values}] AS values FROM sample_payment`

/** Each gives its rows as `typed` (what goes into the box) and `values` (texts). */
export const lookups: readonly Lookup[] = [
  { kind: 'national id', examples: person('national_id', 'national_id'), bare: customers('k.national_id = $1') },
  {
    kind: 'customer number',
    examples: person('customer_number', 'customer_number'),
    bare: customers('k.customer_number = $1'),
  },
  { kind: 'mobile, whole', examples: person(`'0' || substr(mobile, 4)`, 'mobile'), bare: customers('k.mobile = $1') },
  {
    kind: 'mobile, 4 digits',
    examples: person(digits(4), `'%' || ${digits(4)} || '%'`, `${digits(4)} !~ '^0'`),
    bare: customers('k.mobile LIKE $1'),
  },
  {
    kind: 'mobile, last 4 digits',
    examples: person('right(mobile, 4)', `'%' || right(mobile, 4)`, `right(mobile, 4) !~ '^0'`),
    bare: customers('k.mobile LIKE $1'),
  },
  {
    kind: 'mobile, 6 digits',
    examples: person(digits(6), `'%' || ${digits(6)} || '%'`, `${digits(6)} !~ '^0'`),
    bare: customers('k.mobile LIKE $1'),
  },
  {
    kind: 'card, last 4',
    examples: person('last4', 'last4'),
    bare: `SELECT ${shown} FROM card c JOIN customer k ON k.id = c.customer_id WHERE c.last4 = $1 LIMIT 21`,
  },
  { kind: 'name, as it is', examples: person('name', 'name_search'), bare: customers('k.name_search = $1') },
  {
    kind: 'name, a word of it',
    examples: person(word, `'%' || ${word} || '%'`, `length(${word}) >= 3`),
    bare: customers(`${joined} LIKE $1`),
  },
  {
    kind: 'name, three letters within',
    examples: person(`substr(${word}, 2, 3)`, `'%' || substr(${word}, 2, 3) || '%'`, `length(${word}) >= 4`),
    bare: customers(`${joined} LIKE $1`),
  },
  {
    kind: 'name, two words turned round',
    examples: person(`${word} || ' ' || ${given}`, `'%' || ${word} || '%', '%' || ${given} || '%'`),
    bare: customers(`${joined} LIKE $1 AND ${joined} LIKE $2`),
  },
  {
    kind: 'name, two letters',
    examples: person('left(name_search, 2)', `left(name_search, 2) || '%'`),
    bare: customers('k.name_search LIKE $1'),
  },
  {
    kind: 'name, one letter wrong',
    examples: person(
      `${given} || ' ' || overlay(${word} PLACING 'ژ' FROM 2 FOR 1)`,
      `'%' || ${word} || '%', '%' || ${given} || '%'`,
      `length(${word}) >= 5`,
    ),
    bare: customers(`${joined} LIKE $1 AND ${joined} LIKE $2`),
  },
  {
    kind: 'activation token',
    examples: `SELECT id::text AS typed, ARRAY[id::text] AS values FROM sample_token`,
    bare: `SELECT ${shown} FROM activation_token t JOIN customer k ON k.id = t.customer_id WHERE t.id = $1`,
  },
  {
    kind: 'device',
    examples: `SELECT id::text AS typed, ARRAY[id::text] AS values FROM sample_device`,
    bare: `SELECT DISTINCT ${shown} FROM activation a JOIN card c ON c.id = a.card_id JOIN customer k ON k.id = c.customer_id
      WHERE a.device_id = $1 LIMIT 21`,
  },
  {
    kind: 'payment reference',
    examples: payment('payment_reference', 'payment_reference'),
    bare: `SELECT ${shown} FROM verification v JOIN customer k ON k.id = v.customer_id WHERE v.payment_reference = $1 LIMIT 21`,
  },
  {
    kind: 'reference number of an OTP request',
    examples: payment('reference_number', 'reference_number'),
    bare: `SELECT ${shown} FROM otp_request r JOIN customer k ON k.id = r.customer_id WHERE r.reference_number = $1 LIMIT 21`,
  },
  {
    kind: 'payment with day and hour',
    examples: payment(
      `spoken_day || ' ساعت ' || hour || ' ' || amount / 10 || ' تومان ' || payee_name`,
      `amount::text, (at - interval '2 hours')::text, (at + interval '2 hours')::text, merchant_id`,
    ),
    bare: `SELECT v.at, v.id, v.customer_id, v.amount, v.payee_name, v.outcome, v.reason FROM verification v
      WHERE v.amount = $1 AND v.at BETWEEN $2::timestamptz AND $3::timestamptz AND v.merchant_id = $4 ORDER BY v.at DESC LIMIT 21`,
  },
  {
    kind: 'payment, about so much, without a time',
    examples: payment(
      `'حدود ' || amount / 10 || ' تومان ' || payee_name`,
      `(amount * 0.9)::bigint::text, (amount * 1.1)::bigint::text, merchant_id`,
    ),
    bare: `SELECT v.at, v.id, v.customer_id, v.amount, v.payee_name, v.outcome, v.reason FROM verification v
      WHERE v.amount BETWEEN $1 AND $2 AND v.merchant_id = $3 ORDER BY v.at DESC LIMIT 21`,
  },
]
