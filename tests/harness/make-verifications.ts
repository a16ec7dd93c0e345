import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { TestCustomer } from '#tests/harness/make-customer.ts'

export type VerificationWish = {
  atMs: number
  reason?: string
  amount?: number
  terminalId?: string
  merchantId?: string
  customer?: TestCustomer | null
  otpRequestId?: string
  details?: Record<string, unknown>
}

/** Rows of the log as a gateway's calls would have left them; answers their ids in the order given. */
export async function makeVerifications(
  owner: Pool,
  customer: TestCustomer,
  wishes: readonly VerificationWish[],
): Promise<string[]> {
  const rows = wishes.map((wish) => ({ id: drawId(wish.atMs), ...toColumns(customer, wish) }))
  await owner.query(
    `INSERT INTO verification (id, at, guard_id, card_id, customer_id, card_masked, pin_kind, outcome, reason, response_code,
       counted, method, otp_request_id, process_type, amount, merchant_id, terminal_id, channel_client_id, details)
     SELECT id, at, guard_id, card_id, customer_id, card_masked, 'second', outcome, reason, '00', false, 'sms', otp_request_id,
       'purchase', amount, merchant_id, terminal_id, 'gateway-test', details
     FROM json_populate_recordset(NULL::verification, $1)`,
    [JSON.stringify(rows)],
  )
  return rows.map(({ id }) => id)
}

function toColumns(own: TestCustomer, wish: VerificationWish): Record<string, unknown> {
  const { atMs, reason = 'accepted', amount = 1_000_000, terminalId = 'T1', merchantId = 'M1', details = {} } = wish
  const customer = wish.customer === undefined ? own : wish.customer
  return {
    at: at(atMs),
    guard_id: own.card.guardIds.second,
    card_id: customer?.card.cardId ?? null,
    customer_id: customer?.customerId ?? null,
    card_masked: own.card.pan.masked,
    outcome: reason === 'accepted' ? 'accepted' : 'rejected',
    reason,
    otp_request_id: wish.otpRequestId ?? null,
    amount,
    merchant_id: merchantId,
    terminal_id: terminalId,
    details,
  }
}
