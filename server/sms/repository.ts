import { at, type Sql } from '#server/database.ts'

export type SmsRow = {
  id: string
  atMs: number
  customerId: string | null
  mobile: string
  template: 'registration_code' | 'activation_token' | 'otp' | 'notice'
  noticeKind: string | null
  otpRequestId: string | null
  activationTokenId: string | null
  notice: Record<string, unknown> | null
  sealed: string | null
  notAfterMs: number
}

/** Puts one message into the log and the outbox, in the caller's transaction. */
export async function insertSms(sql: Sql, sms: SmsRow): Promise<void> {
  await sql.query({
    name: 'insert_sms_message',
    text: `INSERT INTO sms_message (id, at, customer_id, mobile, template, notice_kind, state, otp_request_id, activation_token_id)
           VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8)`,
    values: [
      sms.id,
      at(sms.atMs),
      sms.customerId,
      sms.mobile,
      sms.template,
      sms.noticeKind,
      sms.otpRequestId,
      sms.activationTokenId,
    ],
  })
  if (sms.sealed !== null) {
    await sql.query({
      name: 'insert_sms_body',
      text: 'INSERT INTO sms_body (sms_message_id, sealed) VALUES ($1, $2)',
      values: [sms.id, sms.sealed],
    })
  }
  await sql.query({
    name: 'insert_sms_outbox',
    text: `INSERT INTO sms_outbox (sms_message_id, at, mobile, template, notice, not_after, next_attempt_at)
           VALUES ($1, $2, $3, $4, $5, $6, $2)`,
    values: [
      sms.id,
      at(sms.atMs),
      sms.mobile,
      sms.template,
      sms.notice && JSON.stringify(sms.notice),
      at(sms.notAfterMs),
    ],
  })
}
