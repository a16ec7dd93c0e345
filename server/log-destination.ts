import { writeSync, write as writeToFile } from 'node:fs'

const QUEUE_MAX_BYTES = 1_000_000
const RETRY_MS = 1_000
const STUCK_MS = 1_000

export type LogDestination = { write: (line: string) => void; countLost: () => number }

type Options = { process: string; fd?: number; retryMs?: number; writeAsync?: typeof writeToFile }

/**
 * Lines to a file or pipe that may be full, gone or read by nobody: nothing waits for them, at most a megabyte is kept,
 * what is lost is counted, and one line of level error with `"alarm":"log"` says so once it can be written again.
 */
export function openLogDestination({
  process: name,
  fd = 1,
  retryMs = RETRY_MS,
  writeAsync = writeToFile,
}: Options): LogDestination {
  let queue: string[] = []
  let queuedLength = 0
  let underWaySinceMs: number | undefined
  let isWaiting = false
  let isTorn = false
  const lost = { unsaid: 0, total: 0 }

  const lose = (lines: number): void => {
    lost.unsaid += lines
    lost.total += lines
  }
  const takeBatch = (): { text: string; says: number } => {
    if (lost.unsaid > 0) return { text: alarmOf(name, lost.unsaid), says: lost.unsaid }
    const text = queue.join('')
    queue = []
    queuedLength = 0
    return { text, says: 0 }
  }
  const pump = (): void => {
    if (underWaySinceMs !== undefined || isWaiting || (queue.length === 0 && lost.unsaid === 0)) return
    const { text, says } = takeBatch()
    const buffer = Buffer.from(isTorn ? `\n${text}` : text)
    writeRest({ buffer, from: 0, says })
  }
  const waitAndGoOn = (goOn: () => void): void => {
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      goOn()
    }, retryMs).unref()
  }
  const writeRest = ({ buffer, from, says }: { buffer: Buffer; from: number; says: number }): void => {
    underWaySinceMs = performance.now()
    writeAsync(fd, buffer, from, buffer.length - from, null, (error, written) => {
      underWaySinceMs = undefined
      if (error?.code === 'EAGAIN') return waitAndGoOn(() => writeRest({ buffer, from, says }))
      if (error) {
        isTorn ||= from > 0 && buffer[from - 1] !== NEWLINE
        if (says === 0) lose(countLines(buffer.subarray(from)))
        return waitAndGoOn(pump)
      }
      if (from + written < buffer.length) return writeRest({ buffer, from: from + written, says })
      isTorn = false
      lost.unsaid -= says
      pump()
    })
  }
  const finish = (): void => {
    // A write that nobody takes would hold up the end of the process for ever.
    if (underWaySinceMs !== undefined && performance.now() - underWaySinceMs > STUCK_MS) {
      process.kill(process.pid, 'SIGKILL')
    }
    if (!isWaiting) tryTo(() => writeSync(fd, queue.join('')))
  }

  process.on('exit', finish)
  // What others write there by themselves, as Node its warnings, must not end the process either.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  return {
    write: (line) => {
      if (queuedLength + line.length > QUEUE_MAX_BYTES) return lose(1)
      queue.push(line)
      queuedLength += line.length
      pump()
    },
    countLost: () => lost.total,
  }
}

const NEWLINE = 10

function countLines(bytes: Buffer): number {
  return bytes.reduce((lines, byte) => (byte === NEWLINE ? lines + 1 : lines), 0)
}

function alarmOf(name: string, lines: number): string {
  const said = { level: 50, time: Date.now(), process: name, alarm: 'log', lost: lines }
  return `${JSON.stringify({ ...said, msg: 'the log could not be written: lines were lost' })}\n`
}

function tryTo(write: () => void): void {
  try {
    write()
  } catch {}
}
