import { appendFile } from 'node:fs/promises'

export type OutgoingSms = { id: string; to: string; template: string; text: string; atMs: number }
export type ProviderAnswer =
  | { outcome: 'accepted'; providerMessageId: string }
  | { outcome: 'rejected'; errorCode: string }

/** Hands one message to the provider. @throws Error when whether it was taken is not known: it is tried again. */
export type SmsProvider = (sms: OutgoingSms) => Promise<ProviderAnswer>

/** The demo's provider: each message a line of JSON in `file`, where a person or a test can be the phone. */
export function outboxProvider(file: string): SmsProvider {
  return async ({ id, to, template, text, atMs }) => {
    const line = JSON.stringify({ providerMessageId: id, at: new Date(atMs).toISOString(), to, template, text })
    await appendFile(file, `${line}\n`, { mode: 0o600 })
    return { outcome: 'accepted', providerMessageId: id }
  }
}

/** A provider behind HTTPS: POST {id, to, text} with a bearer token; 2xx answers {providerMessageId}. */
export function httpProvider(url: string, token: string): SmsProvider {
  return async ({ id, to, text }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ id, to, text }),
      signal: AbortSignal.timeout(5_000),
    })
    if (response.status >= 400 && response.status < 500 && response.status !== 429) {
      return { outcome: 'rejected', errorCode: String(response.status) }
    }
    if (!response.ok) throw new Error(`SMS provider answered ${response.status}`)
    const { providerMessageId } = (await response.json()) as { providerMessageId?: unknown }
    return { outcome: 'accepted', providerMessageId: String(providerMessageId ?? id) }
  }
}
