import type { Logger } from 'pino'
import { readJson } from '#domain/text/read-json.ts'
import { providerMessageIdSchema } from '#server/sms/delivery-schemas.ts'
import type { SmsProvider } from '#server/sms/provider.ts'

const ANSWER_WITHIN_MS = 5_000
const ALARM_EVERY_MS = 60_000
/** What says of this very message that it will never be taken; any other refusal is of us or of now (docs/operations). */
const final = new Set([400, 410, 413, 414, 422, 451])
/** What passes by itself; any other refusal that is not final waits for a person. */
const passing = new Set([408, 409, 423, 425, 429])

/** A provider behind HTTPS: POST {id, to, text} with a bearer token; a 2xx takes the message and may answer {providerMessageId}. */
export function httpProvider(url: string, token: string, log: Logger): SmsProvider {
  const alarm = alarmOncePerMinute(log)
  return async ({ id, to, text, atMs }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ id, to, text }),
      // The text and the token go where the bank has said and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const { status } = response
    if (response.ok) return { outcome: 'accepted', providerMessageId: await readMessageId(response) }
    response.body?.cancel().catch(() => {})
    if (final.has(status)) return { outcome: 'rejected', errorCode: String(status) }
    if (status < 500 && !passing.has(status)) alarm(status, atMs)
    throw new Error(`SMS provider answered ${status}`)
  }
}

/** To the digit, as a report will name it; null where the answer holds none. The message is taken all the same. */
async function readMessageId(response: Response): Promise<string | null> {
  const read = readJson(await response.text().catch(() => ''))
  if (!read.ok || typeof read.json !== 'object' || read.json === null) return null
  const { providerMessageId } = read.json as { providerMessageId?: unknown }
  const id = providerMessageIdSchema.safeParse(providerMessageId)
  return id.success ? id.data : null
}

function alarmOncePerMinute(log: Logger): (status: number, nowMs: number) => void {
  const lastMs = new Map<number, number>()
  return (status, nowMs) => {
    if (nowMs - (lastMs.get(status) ?? Number.NEGATIVE_INFINITY) < ALARM_EVERY_MS) return
    lastMs.set(status, nowMs)
    log.error(
      { alarm: 'sms_provider', status },
      'the SMS provider refuses our calls: texts wait and are tried again until they expire',
    )
  }
}
