import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { compactDecrypt, importJWK } from 'jose'
import type { PinKind } from '#domain/verification/verification-types.ts'
import type { Pool } from '#server/database.ts'
import { requestOtp } from '#server/otp-requests/request-otp.ts'
import { otpRequestSchema } from '#server/otp-requests/schemas.ts'
import type { Pan } from '#server/pan.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { ChannelServices } from '#server/services.ts'
import { presentAtAtm, presentAtGateway } from '#server/verifications/presented-code.ts'
import {
  atmVerificationSchema,
  gatewayVerificationSchema,
  type VerificationAnswer,
} from '#server/verifications/schemas.ts'
import { type VerifyHooks, verifyCode } from '#server/verifications/verify-code.ts'
import type { TestDatabase } from '#tests/harness/open-test-database.ts'

export const purchase = {
  processType: 'purchase',
  amount: 1_250_000,
  payee: { merchantId: 'M-100', terminalId: 'T-100' },
}
type Transaction = Record<string, unknown> & { payee?: Record<string, unknown> }

export function drawKey(nowMs: number, fixed: Partial<RequestKey> = {}): RequestKey {
  const fresh = { clientId: 'gateway-test', requestId: randomUUID(), bodyMac: randomBytes(32) }
  return { ...fresh, nowMs, keptSeconds: 86_400, ...fixed }
}

function contextOf(key: RequestKey): RequestContext {
  const actor = { kind: 'channel', clientId: key.clientId, clientKind: 'gateway', name: key.clientId } as const
  return { actor, requestId: key.requestId, ip: '127.0.0.1', userAgent: null, nowMs: key.nowMs }
}

export type Typing = {
  pan: Pan
  code: string
  nowMs: number
  pinKind?: PinKind
  otpRequestId?: string
  transaction?: Transaction
  key?: RequestKey
  hooks?: VerifyHooks
}

/** Uses a code as a gateway does (second PIN) or as an ATM does (first PIN). */
export async function typeCode(services: ChannelServices, typing: Typing): Promise<VerificationAnswer> {
  const { pan, code, nowMs, pinKind = 'second', otpRequestId, transaction = purchase } = typing
  const key = typing.key ?? drawKey(nowMs)
  const common = { requestId: key.requestId, pan: pan.reveal(), pinKind, code }
  const presented =
    pinKind === 'first'
      ? presentAtAtm(atmVerificationSchema.parse({ ...common, terminalId: 'ATM-1' }))
      : presentAtGateway(
          services.keys,
          gatewayVerificationSchema.parse({ ...common, ...transaction, ...(otpRequestId && { otpRequestId }) }),
        )
  const outcome = await verifyCode(services, contextOf(key), key, presented, typing.hooks)
  return outcome.body as unknown as VerificationAnswer
}

export type AskedOtp = { otpRequestId: string; referenceNumber: string; validitySeconds: number }

export async function askOtp(
  services: ChannelServices,
  { pan, nowMs, transaction = purchase, key = drawKey(nowMs) }: Pick<Typing, 'pan' | 'nowMs' | 'transaction' | 'key'>,
): Promise<AskedOtp> {
  const payee = { name: 'فروشگاه آزمون', ...transaction.payee }
  const body = otpRequestSchema.parse({ requestId: key.requestId, pan: pan.reveal(), ...transaction, payee })
  const outcome = await requestOtp(services, key, body)
  return outcome.body as unknown as AskedOtp
}

/** The customer reads the code in the SMS: what the worker would send, opened with the worker's key. Null: none was sent. */
export async function readCode(owner: Pool, database: TestDatabase, otpRequestId: string): Promise<string | null> {
  const text = await readSms(owner, database, otpRequestId)
  return text === null ? null : (/^[0-9]{5,8}$/m.exec(text)?.[0] ?? null)
}

export async function readSms(owner: Pool, database: TestDatabase, otpRequestId: string): Promise<string | null> {
  const { rows } = await owner.query<{ sealed: string }>(
    `SELECT b.sealed FROM sms_message m JOIN sms_body b ON b.sms_message_id = m.id WHERE m.otp_request_id = $1`,
    [otpRequestId],
  )
  const [row] = rows
  if (!row) return null
  const { sealPrivateKeyJwk } = JSON.parse(readFileSync(database.keyFiles.worker, 'utf8'))
  const { plaintext } = await compactDecrypt(row.sealed, await importJWK(sealPrivateKeyJwk, 'ECDH-ES'))
  return new TextDecoder().decode(plaintext)
}

/** The fine reasons of a card in the bank's log, oldest first. */
export async function listReasons(owner: Pool, pan: Pan): Promise<string[]> {
  const { rows } = await owner.query<{ reason: string }>(
    'SELECT reason FROM verification WHERE card_masked = $1 ORDER BY at, xid',
    [pan.masked],
  )
  return rows.map(({ reason }) => reason)
}
