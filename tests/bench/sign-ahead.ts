import { randomUUID } from 'node:crypto'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'
import type { HttpRequest } from './load-protocol.ts'
import { AMOUNT, type Code, PAYEE_NAME } from './make-codes.ts'

export const VERIFY_PATH = '/v1/gateway/verifications'
const OTP_PATH = '/v1/gateway/otp-requests'

/** The request that uses a code (`presented`, where another is typed than the card's), as bytes, with the outcome it must have. */
export function signUse(signer: TestSigner, code: Code, presented?: string): HttpRequest {
  const { pan, terminalId, merchantId } = code
  const payee = { merchantId, terminalId }
  const more = { pinKind: 'second', processType: 'purchase', amount: AMOUNT, payee }
  const body = { requestId: randomUUID(), pan, code: presented ?? code.code, ...more }
  const expects = presented === undefined ? '"outcome":"accepted"' : '"reason":"invalid_code"'
  return { bytes: sign(signer, VERIFY_PATH, body), expects }
}

export function signAsk(signer: TestSigner, { pan, terminalId, merchantId }: Code): HttpRequest {
  const payee = { name: PAYEE_NAME, merchantId, terminalId }
  const body = { requestId: randomUUID(), pan, processType: 'purchase', amount: AMOUNT, payee }
  return { bytes: sign(signer, OTP_PATH, body), expects: '"referenceNumber"' }
}

function sign(signer: TestSigner, path: string, content: Record<string, unknown>): Buffer {
  const body = JSON.stringify(content)
  const headers = {
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...signTestRequest(signer, { method: 'POST', path, body }),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}
