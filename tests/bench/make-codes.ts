import { randomBytes, randomInt } from 'node:crypto'
import { totp } from '#domain/otp.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type ChannelKeys, guardIdOf, otpCodeMac } from '#server/keys.ts'
import { idOf, panOf } from './card-ids.ts'
import { type Cards, secretOf } from './make-cards.ts'

export const AMOUNT = 1_250_000
export const PAYEE_NAME = 'فروشگاه نمونه'
const TERMINALS = 2_000
/** Prime to every count of cards: each is met once before one is met again, in no order. */
const STRIDE = 7_919

export type Code = {
  place: number
  pan: string
  guardId: string
  code: string
  terminalId: string
  merchantId: string
  /** The live OTP request of an SMS code. */
  request: { id: string; atMs: number } | null
}
export type CodeSource = { owner: Pool; keys: ChannelKeys; cards: Cards; next: number }

/** The next cards' codes, ready to be used once: for SMS each of a request made now, for the app of the present step. */
export async function makeCodes(source: CodeSource, count: number): Promise<Code[]> {
  const { keys, cards, owner } = source
  const nowMs = Date.now()
  const codes = Array.from({ length: count }, (_, n): Code => {
    const place = cards.from + (((source.next + n) * STRIDE) % cards.count)
    const pan = panOf(place)
    const guardId = guardIdOf(keys, pan, 'second')
    const terminal = place % TERMINALS
    const common = { place, pan, guardId, terminalId: `T-${terminal}`, merchantId: `M-${terminal}` }
    if (cards.method === 'app') return { ...common, code: appCode(keys, place, nowMs), request: null }
    return { ...common, code: drawDigits(), request: { id: drawId(nowMs), atMs: nowMs } }
  })
  source.next += count
  if (cards.method === 'sms') await insertRequests(owner, keys, codes)
  return codes
}

export const drawDigits = (): string => String(randomInt(10_000_000)).padStart(7, '0')

function appCode(keys: ChannelKeys, place: number, atMs: number): string {
  return totp({ secret: secretOf(keys, place), digits: 7, algorithm: 'SHA256', atMs, periodSeconds: 60, t0Seconds: 0 })
}

// What an earlier use of the card left is deleted, as the worker does: every card has one kept code.
async function insertRequests(owner: Pool, keys: ChannelKeys, codes: Code[]): Promise<void> {
  const ids = codes.map(({ request }) => request?.id ?? '')
  const guards = codes.map(({ guardId }) => guardId)
  const now = at(codes[0]?.request?.atMs ?? 0)
  await owner.query('DELETE FROM otp_code WHERE guard_id = ANY($1::uuid[])', [guards])
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, enrollment_id, mobile, reference_number, process_type, amount,
       payee_name, merchant_id, terminal_id, channel_client_id, state, expires_at)
     SELECT id, $1, guard, card, customer, enrollment, '+989120000000', reference, 'purchase', $2, $3, merchant, terminal, 'gateway-whole',
       'sent', $1::timestamptz + interval '110 s'
     FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[])
       AS r (id, guard, card, customer, enrollment, merchant, terminal, reference)`,
    [
      now,
      AMOUNT,
      PAYEE_NAME,
      ids,
      guards,
      codes.map(({ place }) => idOf('card', place)),
      codes.map(({ place }) => idOf('customer', place)),
      codes.map(({ place }) => idOf('sms', place)),
      codes.map(({ merchantId }) => merchantId),
      codes.map(({ terminalId }) => terminalId),
      codes.map(() => String(randomBytes(6).readUIntBE(0, 6) % 10 ** 12).padStart(12, '0')),
    ],
  )
  await owner.query(
    `INSERT INTO otp_code (otp_request_id, at, guard_id, code_mac) SELECT id, $1, guard, mac
     FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) AS c (id, guard, mac)`,
    [now, ids, guards, codes.map(({ code }, n) => otpCodeMac(keys, ids[n] ?? '', code))],
  )
}
