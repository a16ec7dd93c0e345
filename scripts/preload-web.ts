import { openLogDestination } from '#server/log-destination.ts'

/** Loaded before Next, whose words would end the process where they cannot be written, as on a full disk. */
for (const [fd, stream] of [
  [1, process.stdout],
  [2, process.stderr],
] as const) {
  const { write } = openLogDestination({ process: 'web', fd })
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
    const done = rest.find((part) => typeof part === 'function')
    if (done) process.nextTick(done)
    return true
  }
}
