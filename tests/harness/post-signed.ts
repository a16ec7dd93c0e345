import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { signTestRequest, type TestSigner } from './sign-test-request.ts'

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sent, for the test to judge
export type SignedAnswer = { status: number; text: string; body: any }
export type SignedCall = {
  path: string
  body: Record<string, unknown>
  operatorSession?: string
  method?: 'GET' | 'POST'
}

/** One signed call over HTTP; a body without a requestId gets one. */
export async function postSigned(url: string, signer: TestSigner, call: SignedCall): Promise<SignedAnswer> {
  const { path, operatorSession, method = 'POST' } = call
  const body = method === 'GET' ? undefined : JSON.stringify({ requestId: randomUUID(), ...call.body })
  const signed = signTestRequest(signer, { method, path, operatorSession, ...(body && { body }) })
  const headers = { ...signed, ...(body && { 'content-type': 'application/json' }) }
  const response = await fetch(`${url}${path}`, { method, headers, body, signal: AbortSignal.timeout(15_000) })
  const text = await response.text()
  return { status: response.status, text, body: text === '' ? null : JSON.parse(text) }
}

/** As a caller does who must know: the same request, newly signed, until it is answered with anything but 503. */
export async function postUntilAnswered(url: string, signer: TestSigner, call: SignedCall): Promise<SignedAnswer> {
  const body = { requestId: randomUUID(), ...call.body }
  for (;;) {
    const answer = await postSigned(url, signer, { ...call, body }).catch(() => null)
    if (answer && answer.status !== 503) return answer
    await pause(100)
  }
}
