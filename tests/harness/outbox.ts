import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type OutboxSms = { providerMessageId: string; at: string; to: string; template: string; text: string }

export function readOutbox(dataFolder: string): OutboxSms[] {
  const file = join(dataFolder, 'outbox.jsonl')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

type Awaited = { to: string; template: 'registration_code' | 'activation_token' | 'otp'; after?: number }

/** The code, a whole line by itself, of the newest such SMS that the worker has sent to a mobile beyond the first `after`. */
export async function awaitCode(dataFolder: string, { to, template, after = 0 }: Awaited): Promise<string> {
  const giveUpAtMs = Date.now() + 20_000
  while (Date.now() < giveUpAtMs) {
    const sent = readOutbox(dataFolder).filter((sms) => sms.to === to && sms.template === template)
    const code = sent.length > after ? /^[0-9A-Z]{5,12}$/m.exec(sent.at(-1)?.text ?? '')?.[0] : undefined
    if (code) return code
    await pause(50)
  }
  throw new Error(`No ${template} was sent to ${to}`)
}
