import type { Sql } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { ChannelKeys } from '#server/keys.ts'
import { sealForWorker } from '#server/sealing.ts'
import { insertSms } from '#server/sms/repository.ts'

export type CodeSms = {
  atMs: number
  mobile: string
  customerId: string | null
  template: 'registration_code' | 'activation_token' | 'otp' | 'proof_code'
  text: string
  notAfterMs: number
  otpRequestId?: string
  activationTokenId?: string
}

/** Enqueues a text that holds a code or token part, sealed to the worker; returns the message's id. */
export async function enqueueCodeSms(sql: Sql, keys: ChannelKeys, sms: CodeSms): Promise<string> {
  const id = drawId(sms.atMs)
  await insertSms(sql, {
    id,
    atMs: sms.atMs,
    customerId: sms.customerId,
    mobile: sms.mobile,
    template: sms.template,
    noticeKind: null,
    otpRequestId: sms.otpRequestId ?? null,
    activationTokenId: sms.activationTokenId ?? null,
    notice: null,
    sealed: await sealForWorker(keys, id, sms.text),
    notAfterMs: sms.notAfterMs,
  })
  return id
}
