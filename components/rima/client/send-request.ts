import type { BankClock } from './bank-clock.ts'
import { type Answer, readRefusal } from './refusal.ts'
import { type SignatureHeaders, signRequest } from './signed-request.ts'

export interface Connection {
  baseUrl: string
  clock: BankClock
  /** Absent before the phone is registered, whose two calls are unsigned. */
  signer: { keyId: string; signingKey: CryptoKey } | null
  waitMs: (durationMs: number) => Promise<void>
}

export interface Call {
  method: 'GET' | 'POST'
  path: string
  body: Uint8Array<ArrayBuffer>
}

const TRIES_MAX = 3
const TIMEOUT_MS = 12_000
const STALE_AFTER_MS = 60_000

/**
 * Sends the same bytes again after a lost answer or `busy`, so that the bank's retry rule gives back what happened.
 * A signature refused while the `Date` of the answer shows another time is made again with that time.
 */
export async function sendRequest<T>(connection: Connection, call: Call): Promise<Answer<T>> {
  let answer: Answer<T> = { ok: false, refusal: { code: 'unreachable' } }
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    if (attempt > 0) await connection.waitMs(waitBeforeMs(answer, attempt))
    const offsetBeforeMs = connection.clock.offsetMs()
    answer = await sendOnce<T>(connection, call)
    if (answer.ok) return answer
    const { code } = answer.refusal
    const clockMoved = Math.abs(connection.clock.offsetMs() - offsetBeforeMs) > STALE_AFTER_MS
    if (code !== 'unreachable' && code !== 'busy' && !(code === 'unauthenticated' && clockMoved)) return answer
  }
  return answer
}

async function sendOnce<T>(connection: Connection, call: Call): Promise<Answer<T>> {
  const headers = await signatureHeaders(connection, call)
  const sentAtMs = Date.now()
  let response: Response
  let text: string
  try {
    response = await fetch(connection.baseUrl + call.path, {
      method: call.method,
      headers: { ...headers, ...(call.method === 'POST' && { 'content-type': 'application/json' }) },
      body: call.method === 'POST' ? call.body : null,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    text = await response.text()
  } catch {
    return { ok: false, refusal: { code: 'unreachable' } }
  }
  await connection.clock.learn({ date: response.headers.get('date'), sentAtMs, receivedAtMs: Date.now() })
  const body = parseJson(text)
  if (response.ok && body !== null) return { ok: true, value: body as T }
  return { ok: false, refusal: readRefusal(body, response.headers.get('retry-after')) }
}

async function signatureHeaders({ clock, signer, baseUrl }: Connection, call: Call): Promise<SignatureHeaders | null> {
  if (!signer) return null
  const path = new URL(baseUrl + call.path).pathname
  return signRequest({ ...call, ...signer, path, createdSeconds: Math.floor(clock.nowMs() / 1000) })
}

function waitBeforeMs(answer: Answer<unknown>, attempt: number): number {
  const asked = answer.ok ? 0 : (answer.refusal.retryAfterSeconds ?? 0)
  return Math.min(Math.max(asked * 1000, 400 * 2 ** attempt), 5_000)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
