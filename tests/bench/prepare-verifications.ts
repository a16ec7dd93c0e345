import { randomInt, randomUUID } from 'node:crypto'
import { luhnCheckDigit } from '#domain/card-number.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type ChannelKeys, guardIdOf, otpCodeMac, panFingerprint } from '#server/keys.ts'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'

export type Signed = { headers: Record<string, string>; body: string }

const path = '/v1/gateway/verifications'
const payee = { merchantId: 'M-100', terminalId: 'T-100' }
const amount = 1_250_000

/** As many cards, each with its SMS enrollment and one live request, and the request that uses its code, signed ahead. */
export async function prepareVerifications(
  owner: Pool,
  keys: ChannelKeys,
  signer: TestSigner,
  count: number,
): Promise<Signed[]> {
  const nowMs = Date.now()
  const branchId = randomUUID()
  await owner.query('INSERT INTO branch (id, code, name) VALUES ($1, $2, $2)', [
    branchId,
    String(randomInt(10_000_000)),
  ])
  const cards = Array.from({ length: count }, (_, place) => drawCard(keys, nowMs, place))
  await insertCards(owner, cards, { branchId, nowMs })
  await insertRequests(owner, cards, nowMs)
  return cards.map(({ pan, code }) => sign(signer, pan, code))
}

function drawCard(keys: ChannelKeys, nowMs: number, place: number) {
  // Counted, not drawn: among so many drawn numbers two would be alike. The demo's seed draws none of these.
  const nine = `507677${900_000_000 + place}`
  const pan = nine + luhnCheckDigit(nine)
  const code = String(randomInt(10_000_000)).padStart(7, '0')
  const [customerId, cardId, requestId] = [drawId(nowMs), drawId(nowMs), drawId(nowMs)]
  const digits = String(990_000_000_000 + place)
  return {
    pan,
    code,
    customerId,
    cardId,
    requestId,
    digits,
    enrollmentId: drawId(nowMs),
    guardId: guardIdOf(keys, pan, 'second'),
    fingerprint: panFingerprint(keys, pan),
    codeMac: otpCodeMac(keys, requestId, code),
  }
}
type Card = ReturnType<typeof drawCard>

const column = <K extends keyof Card>(cards: Card[], key: K): Card[K][] => cards.map((card) => card[key])

async function insertCards(owner: Pool, cards: Card[], { branchId, nowMs }: { branchId: string; nowMs: number }) {
  const [customers, ids] = [column(cards, 'customerId'), column(cards, 'cardId')]
  const now = at(nowMs)
  await owner.query(
    `INSERT INTO customer (id, customer_number, national_id, name, name_search, mobile, sms_member, branch_id, created_at)
     SELECT id, digits, right(digits, 10), 'x', 'x', '+989' || right(digits, 9), true, $3, $4
     FROM unnest($1::uuid[], $2::text[]) AS c (id, digits)`,
    [customers, column(cards, 'digits'), branchId, now],
  )
  await owner.query(
    `INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at)
     SELECT id, customer, '507677', right(pan, 4), 'active', $4::timestamptz + interval '1 y', $4
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS c (id, customer, pan)`,
    [ids, customers, column(cards, 'pan'), now],
  )
  await owner.query(
    'INSERT INTO card_fingerprint (fingerprint, card_id) SELECT * FROM unnest($1::bytea[], $2::uuid[])',
    [column(cards, 'fingerprint'), ids],
  )
  await owner.query(
    `INSERT INTO guard (id, card_id, pin_kind, card_status, card_expires_at)
     SELECT id, card, 'second', 'active', $3::timestamptz + interval '1 y' FROM unnest($1::uuid[], $2::uuid[]) AS g (id, card)`,
    [column(cards, 'guardId'), ids, now],
  )
  await owner.query(
    `INSERT INTO enrollment (id, card_id, customer_id, pin_kind, method, status, created_at, activated_at)
     SELECT id, card, customer, 'second', 'sms', 'active', $4, $4 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS e (id, card, customer)`,
    [column(cards, 'enrollmentId'), ids, customers, now],
  )
}

async function insertRequests(owner: Pool, cards: Card[], nowMs: number): Promise<void> {
  const [requests, guards] = [column(cards, 'requestId'), column(cards, 'guardId')]
  const now = at(nowMs)
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, enrollment_id, reference_number, process_type, amount,
       payee_name, merchant_id, terminal_id, channel_client_id, state, expires_at)
     SELECT id, $6, guard, card, customer, enrollment, '000000000000', 'purchase', $7, 'x', $8, $9, 'gateway-whole', 'sent',
       $6::timestamptz + interval '10 min'
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS r (id, guard, card, customer, enrollment)`,
    [
      requests,
      guards,
      column(cards, 'cardId'),
      column(cards, 'customerId'),
      column(cards, 'enrollmentId'),
      now,
      amount,
      payee.merchantId,
      payee.terminalId,
    ],
  )
  await owner.query(
    `INSERT INTO otp_code (otp_request_id, at, guard_id, code_mac) SELECT id, $4, guard, mac
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS c (id, guard, mac)`,
    [requests, guards, column(cards, 'codeMac'), now],
  )
}

function sign(signer: TestSigner, pan: string, code: string): Signed {
  const requestId = randomUUID()
  const body = JSON.stringify({ requestId, pan, pinKind: 'second', code, processType: 'purchase', amount, payee })
  const signed = signTestRequest(signer, { method: 'POST', path, body })
  return {
    body,
    headers: { ...signed, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
  }
}
