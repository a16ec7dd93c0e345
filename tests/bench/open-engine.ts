import pg from 'pg'
import type { Pool } from '#server/database.ts'
import { startProcesses } from '#tests/harness/start-processes.ts'
import { type Bench, openBench } from './contenders.ts'

export type Engine = { bench: Bench; close: () => Promise<void> }

// What is measured is what the engine does, not what it turns away: on a busy machine waits would pass the usual target.
const patient = { CHANNEL_LATENCY_TARGET_MS: '10000' }

/** Two channel processes on a database of their own, the second without batches, and as many cards of each method. */
export async function openEngine(
  counts: { sms: number; app: number },
  variables: Record<string, string> = {},
): Promise<Engine> {
  const system = await startProcesses({
    names: ['channel', 'channel-2'],
    variables: { channel: { ...patient, ...variables }, 'channel-2': { ...patient, CHANNEL_BATCH_MAX: '1' } },
  })
  // A machine at its limit may take longer to let one in than a server may wait.
  const superuser: Pool = new pg.Pool({
    connectionString: system.superuserUrl,
    max: 1,
    connectionTimeoutMillis: 60_000,
  })
  superuser.on('error', () => {})
  const close = async (): Promise<void> => {
    await superuser.end()
    await system.stop()
  }
  try {
    return { bench: await openBench(system, superuser, counts), close }
  } catch (error) {
    await close()
    throw error
  }
}
