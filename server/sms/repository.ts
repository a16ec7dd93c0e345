import { at, type Sql } from '#server/database.ts'

export type SmsRow = {
  id: string
  atMs: number
  customerId: string | null
  mobile: string
  template: 'registration_code' | 'activation_token' | 'otp' | 'proof_code' | 'notice'
  noticeKind: string | null
  otpRequestId: string | null
  activationTokenId: string | null
  notice: Record<string, unknown> | null
  sealed: string | null
  notAfterMs: number
}

// The web's role writes notices alone and has no grant on sealed texts: its statement does not name their table.
const withSealed = 'b AS (INSERT INTO sms_body (sms_message_id, sealed) VALUES ($1, $12)), '

const insert = (isSealed: boolean): string => `
  WITH ${isSealed ? withSealed : ''}m AS (
    INSERT INTO sms_message (id, at, customer_id, mobile, template, notice_kind, state, otp_request_id, activation_token_id)
    VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8))
  INSERT INTO sms_outbox (sms_message_id, at, mobile, template, notice, not_after, next_attempt_at)
  VALUES ($1, $2, $9, $10, $11, ${isSealed ? '$13' : '$12'}, $2)`

/** Puts one message into the log and the outbox, in the caller's transaction. */
export async function insertSms(sql: Sql, sms: SmsRow): Promise<void> {
  const { id, mobile, template, sealed } = sms
  await sql.query({
    name: sealed === null ? 'insert_sms' : 'insert_sealed_sms',
    text: insert(sealed !== null),
    values: [
      id,
      at(sms.atMs),
      sms.customerId,
      mobile,
      template,
      sms.noticeKind,
      sms.otpRequestId,
      sms.activationTokenId,
      mobile,
      template,
      sms.notice && JSON.stringify(sms.notice),
      ...(sealed === null ? [] : [sealed]),
      at(sms.notAfterMs),
    ],
  })
}
