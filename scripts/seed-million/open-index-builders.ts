import type pg from 'pg'

export type IndexBuilders = {
  /** Starts statements one after another on one connection, beside whatever else goes on. */
  start: (texts: readonly string[]) => void
  /** Resolves when all that was started is done; rejects with the first that failed. */
  settle: () => Promise<void>
  /** Each statement on whichever connection is free. */
  run: (texts: readonly string[]) => Promise<void>
  close: () => Promise<void>
}

/** Connections that share out statements which do not wait for each other. */
export function openIndexBuilders(clients: readonly pg.Client[]): IndexBuilders {
  const waiting: string[][] = []
  const working = new Set<Promise<void>>()
  let failure: Error | undefined
  const work = async (client: pg.Client): Promise<void> => {
    for (let texts = waiting.shift(); texts && !failure; texts = waiting.shift())
      for (const text of texts) await client.query(text)
  }
  const idle = new Set(clients)
  const start = (texts: readonly string[]): void => {
    waiting.push([...texts])
    const [client] = idle
    if (!client) return
    idle.delete(client)
    const done = work(client)
      .catch((error: Error) => {
        failure ??= error
      })
      .finally(() => {
        idle.add(client)
        working.delete(done)
      })
    working.add(done)
  }
  const settle = async (): Promise<void> => {
    while (working.size > 0) await Promise.all(working)
    if (failure) throw failure
  }
  const run = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) start([text])
    await settle()
  }
  const close = async (): Promise<void> => {
    waiting.length = 0
    await settle().catch(() => {})
    await Promise.all(clients.map((client) => client.end()))
  }
  return { start, settle, run, close }
}
