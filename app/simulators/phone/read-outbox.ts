import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Web } from '#app/services.ts'
import type { Sms } from '#components/simulators/phone/inbox.ts'

// The end of the file is enough for an inbox: some thousand messages.
const TAIL_BYTES = 2 ** 20
const SHOWN_MAX = 60

/** The newest messages to one number, from the file that stands for the demo's SMS provider. */
export async function readOutbox({ environment }: Web, mobile: string): Promise<Sms[]> {
  const lines = await readTail(join(environment.DATA_DIR, 'outbox.jsonl'))
  return lines
    .flatMap((line) => {
      const sms = parseLine(line)
      return sms?.to === mobile ? [{ id: sms.providerMessageId, atMs: Date.parse(sms.at), text: sms.text }] : []
    })
    .slice(-SHOWN_MAX)
    .reverse()
}

type OutboxLine = { providerMessageId: string; at: string; to: string; text: string }

/** The last line may still be being written, and the first of a tail is cut. */
function parseLine(line: string): OutboxLine | null {
  try {
    return JSON.parse(line) as OutboxLine
  } catch {
    return null
  }
}

async function readTail(file: string): Promise<string[]> {
  const handle = await open(file).catch(() => null)
  if (!handle) return []
  try {
    const { size } = await handle.stat()
    const start = Math.max(0, size - TAIL_BYTES)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
    return buffer.toString('utf8', 0, bytesRead).split('\n').filter(Boolean)
  } finally {
    await handle.close()
  }
}
