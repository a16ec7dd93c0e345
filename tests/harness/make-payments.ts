import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { TestCustomer } from '#tests/harness/make-customer.ts'

export type PaymentWish = {
  customer: TestCustomer
  atMs: number
  amountRials: number
  payeeName: string
  merchantId: string
  reason?: string
  otpRequestId?: string
}

/** A try of a code as a gateway would have left it, its shop's name learnt; answers its id. */
export async function makePayment(owner: Pool, wish: PaymentWish): Promise<string> {
  const { customer, atMs, amountRials, payeeName, merchantId, reason = 'accepted', otpRequestId = null } = wish
  const id = drawId(atMs)
  const outcome = reason === 'accepted' ? 'accepted' : 'rejected'
  const { card, customerId } = customer
  await owner.query(
    `INSERT INTO verification (id, at, guard_id, card_id, customer_id, card_masked, pin_kind, outcome, reason, response_code,
       counted, method, process_type, amount, merchant_id, payee_name, terminal_id, channel_client_id,
       otp_request_id)
     VALUES ($1, $2, $3, $4, $5, $6, 'second', $7, $8, '00', false, 'sms', 'purchase', $9, $10, $11, 'T1', 'gateway-test', $12)`,
    [
      id,
      at(atMs),
      card.guardIds.second,
      card.cardId,
      customerId,
      card.pan.masked,
      outcome,
      reason,
      amountRials,
      merchantId,
      payeeName,
      otpRequestId,
    ],
  )
  await learnPayee(owner, merchantId, payeeName)
  return id
}

/** A press of the button whose code nobody typed; answers its id. */
export async function makePress(owner: Pool, wish: PaymentWish): Promise<string> {
  const { customer, atMs, amountRials, payeeName, merchantId } = wish
  const id = drawId(atMs)
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, reference_number, process_type, amount, payee_name,
       merchant_id, terminal_id, channel_client_id, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, '1', 'purchase', $6, $7, $8, 'T1', 'gateway-test', 'expired', $2)`,
    [
      id,
      at(atMs),
      customer.card.guardIds.second,
      customer.card.cardId,
      customer.customerId,
      amountRials,
      payeeName,
      merchantId,
    ],
  )
  await learnPayee(owner, merchantId, payeeName)
  return id
}

async function learnPayee(owner: Pool, merchantId: string, name: string): Promise<void> {
  await owner.query(`INSERT INTO payee VALUES ($1, $2, replace(search_key($2), ' ', '')) ON CONFLICT DO NOTHING`, [
    merchantId,
    name,
  ])
}
