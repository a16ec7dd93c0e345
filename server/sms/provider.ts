import { appendFile } from 'node:fs/promises'

export type OutgoingSms = { id: string; to: string; template: string; text: string; atMs: number }
export type ProviderAnswer =
  /** No id: delivery reports cannot name the message. */
  { outcome: 'accepted'; providerMessageId: string | null } | { outcome: 'rejected'; errorCode: string }

/** Hands one message to the provider. @throws Error when it was not taken for now, or whether it was is not known: it is tried again. */
export type SmsProvider = (sms: OutgoingSms) => Promise<ProviderAnswer>

export function outboxProvider(file: string): SmsProvider {
  return async ({ id, to, template, text, atMs }) => {
    const line = JSON.stringify({ providerMessageId: id, at: new Date(atMs).toISOString(), to, template, text })
    await appendFile(file, `${line}\n`, { mode: 0o600 })
    return { outcome: 'accepted', providerMessageId: id }
  }
}
