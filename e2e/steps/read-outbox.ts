import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Sms = { to: string; template: string; text: string }

/** The code of the newest SMS of a kind that came to a number, as the demo's provider delivered it. */
export function readNewestCode(to: string, template: string): string {
  const lines = readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'outbox.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
  const sms = lines.map((line) => JSON.parse(line) as Sms).findLast((one) => one.to === to && one.template === template)
  return sms?.text.split('\n').find((line) => /^[0-9A-Z]{5,12}$/.test(line)) ?? ''
}
