import { cpus, totalmem } from 'node:os'
import type { Pool } from '#server/database.ts'

export async function nameMachine(pool: Pool): Promise<string> {
  const processors = cpus()
  const { rows } = await pool.query<{ version: string }>(`SELECT current_setting('server_version') AS version`)
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const cores = `${processors.length} cores of ${processors[0]?.model.trim()}`
  return `${cores}, ${memory}, Node ${process.version.slice(1)}, PostgreSQL ${rows[0]?.version}, load generator on the same machine`
}
