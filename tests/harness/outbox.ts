import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type OutboxSms = { providerMessageId: string; at: string; to: string; template: string; text: string }
type Outbox = { readBytes: number; byMobile: Map<string, OutboxSms[]>; seen: Set<string> }

const outboxes = new Map<string, Outbox>()

/** What the demo's provider has "sent" to a mobile, oldest first; of the file only what is new is read. */
export function listSms(dataFolder: string, to: string, template: string): OutboxSms[] {
  const file = join(dataFolder, 'outbox.jsonl')
  const outbox: Outbox = outboxes.get(file) ?? { readBytes: 0, byMobile: new Map(), seen: new Set() }
  outboxes.set(file, outbox)
  if (existsSync(file)) readNew(file, outbox)
  return (outbox.byMobile.get(to) ?? []).filter((sms) => sms.template === template)
}

type Awaited = { to: string; template: 'registration_code' | 'activation_token' | 'otp' | 'proof_code'; after?: number }

/** The code, a whole line by itself, of the newest such SMS that the worker has sent to a mobile beyond the first `after`. */
export async function awaitCode(dataFolder: string, { to, template, after = 0 }: Awaited): Promise<string> {
  const giveUpAtMs = Date.now() + 20_000
  while (Date.now() < giveUpAtMs) {
    const sent = listSms(dataFolder, to, template)
    const code = sent.length > after ? /^[0-9A-Z]{5,12}$/m.exec(sent.at(-1)?.text ?? '')?.[0] : undefined
    if (code) return code
    await pause(50)
  }
  throw new Error(`No ${template} was sent to ${to}`)
}

function readNew(file: string, outbox: Outbox): void {
  const bytes = Buffer.alloc(statSync(file).size - outbox.readBytes)
  if (bytes.length === 0) return
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, bytes, 0, bytes.length, outbox.readBytes)
  } finally {
    closeSync(descriptor)
  }
  // A line that is still being written is left for the next look.
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
  outbox.readBytes += whole.length
  for (const line of whole.toString().split('\n').slice(0, -1)) {
    const sms = JSON.parse(line) as OutboxSms
    // Handed over once more after a crash in between: a provider knows it by its id and sends it once.
    if (outbox.seen.has(sms.providerMessageId)) continue
    outbox.seen.add(sms.providerMessageId)
    const earlier = outbox.byMobile.get(sms.to)
    if (earlier) earlier.push(sms)
    else outbox.byMobile.set(sms.to, [sms])
  }
}
