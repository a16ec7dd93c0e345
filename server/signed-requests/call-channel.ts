import { randomUUID } from 'node:crypto'
import { type ChannelCredential, signRequest } from '#server/signed-requests/sign-request.ts'

export type ChannelAnswer = { status: number; body: Record<string, unknown> }
export type ChannelCall = {
  path: string
  body: Record<string, unknown>
  requestId?: string
  operatorSession?: string
  nowMs: number
}

const TIMEOUT_MS = 8_000

/**
 * One signed POST to the channel server. A lost answer or a 503 is asked for once more under the same request id,
 * so that nothing happens twice.
 * @throws Error when the channel server cannot be reached
 */
export async function callChannel(
  channelUrl: string,
  credential: ChannelCredential,
  call: ChannelCall,
): Promise<ChannelAnswer> {
  const body = JSON.stringify({ requestId: call.requestId ?? randomUUID(), ...call.body })
  const send = (): Promise<ChannelAnswer> => post(channelUrl, credential, { ...call, body })
  const first = await send().catch(() => null)
  return first === null || first.status === 503 ? await send() : first
}

async function post(
  channelUrl: string,
  credential: ChannelCredential,
  call: { path: string; body: string; operatorSession?: string; nowMs: number },
): Promise<ChannelAnswer> {
  const headers = signRequest(credential, {
    method: 'POST',
    path: call.path,
    body: call.body,
    operatorSession: call.operatorSession,
    createdSeconds: Math.floor(call.nowMs / 1000),
  })
  const response = await fetch(new URL(call.path, channelUrl), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: call.body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    cache: 'no-store',
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
