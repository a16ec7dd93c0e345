import type { TestCustomer } from './make-customer.ts'
import { awaitCode, listSms } from './outbox.ts'
import { postUntilAnswered, type SignedAnswer } from './post-signed.ts'
import type { Processes } from './start-processes.ts'

export type Purchase = { amount: number; terminalId: string }
export type PresentedUse = Purchase & { code: string; requestId?: string; otpRequestId?: string }

const merchantId = 'M-100'

/** The body of a purchase's verification, as a gateway sends it. */
export function verificationBody(customer: TestCustomer, { code, amount, terminalId, ...more }: PresentedUse) {
  const payee = { merchantId, terminalId }
  return { pan: customer.card.pan.reveal(), pinKind: 'second', code, processType: 'purchase', amount, payee, ...more }
}

/** The customer presses the button and reads the SMS that the worker sends. */
export async function askForCode(
  { channelUrls: [url = ''], signers, dataFolder }: Processes,
  customer: TestCustomer,
  { amount, terminalId }: Purchase,
): Promise<{ code: string; otpRequestId: string }> {
  const to = customer.mobile ?? ''
  const after = listSms(dataFolder, to, 'otp').length
  const payee = { name: 'فروشگاه آزمون', merchantId, terminalId }
  const body = { pan: customer.card.pan.reveal(), processType: 'purchase', amount, payee }
  const asked = await postUntilAnswered(url, signers.gateway, { path: '/v1/gateway/otp-requests', body })
  if (asked.status !== 202) throw new Error(`The button answered ${asked.text}`)
  return { otpRequestId: asked.body.otpRequestId, code: await awaitCode(dataFolder, { to, template: 'otp', after }) }
}

/** Uses a code at one of the channel servers, asking again until it is answered. */
export function presentCode(
  { channelUrls, signers }: Processes,
  customer: TestCustomer,
  { at = 0, ...use }: PresentedUse & { at?: number },
): Promise<SignedAnswer> {
  const call = { path: '/v1/gateway/verifications', body: verificationBody(customer, use) }
  return postUntilAnswered(channelUrls[at % channelUrls.length] ?? '', signers.gateway, call)
}
