import { randomInt } from 'node:crypto'
import { totp } from '#domain/otp/otp.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type ChannelKeys, guardIdOf, otpCodeMac } from '#server/keys.ts'
import { idOf, panOf } from './card-ids.ts'
import { type Cards, customerOf, secretOf } from './make-cards.ts'

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
export async function makeCodes(source: CodeSource, count: number, nowMs = Date.now()): Promise<Code[]> {
  const codes = nextCodes(source, count, nowMs)
  if (source.cards.method === 'sms') await insertRequests(source.owner, source.keys, codes)
  return codes
}

/** The same without making the requests of SMS codes. */
export function nextCodes(source: CodeSource, count: number, nowMs = Date.now()): Code[] {
  const { keys, cards } = source
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
  return codes
}

export const drawDigits = (): string => String(randomInt(10_000_000)).padStart(7, '0')

function appCode(keys: ChannelKeys, place: number, atMs: number): string {
  return totp({ secret: secretOf(keys, place), digits: 7, algorithm: 'SHA256', atMs, periodSeconds: 60, t0Seconds: 0 })
}

// What an earlier use of the card left is deleted, as the worker does: every card has one kept code.
async function insertRequests(owner: Pool, keys: ChannelKeys, codes: Code[]): Promise<void> {
  const rows = codes.map(({ place, guardId, code, merchantId, terminalId, request }) => ({
    id: request?.id,
    guard: guardId,
    card: idOf('card', place),
    customer: idOf('customer', customerOf(place)),
    enrollment: idOf('sms', place),
    merchant: merchantId,
    terminal: terminalId,
    reference: String(randomInt(10 ** 12)).padStart(12, '0'),
    mac: otpCodeMac(keys, request?.id ?? '', code).toString('hex'),
  }))
  await owner.query(
    `WITH r AS MATERIALIZED (SELECT * FROM json_to_recordset($1::json) AS r (id uuid, guard uuid, card uuid, customer uuid,
        enrollment uuid, merchant text, terminal text, reference text, mac text)),
      old AS (DELETE FROM otp_code USING r WHERE guard_id = r.guard),
      asked AS (INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, enrollment_id, mobile, reference_number, process_type,
        amount, payee_name, merchant_id, terminal_id, channel_client_id, state, expires_at)
      SELECT id, $2, guard, card, customer, enrollment, '+989120000000', reference, 'purchase', $3, $4, merchant, terminal,
        'gateway-whole', 'sent', $2::timestamptz + interval '110 s' FROM r)
     INSERT INTO otp_code (otp_request_id, at, guard_id, code_mac) SELECT id, $2, guard, decode(mac, 'hex') FROM r`,
    [JSON.stringify(rows), at(codes[0]?.request?.atMs ?? 0), AMOUNT, PAYEE_NAME],
  )
}
