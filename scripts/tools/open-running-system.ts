import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPool, type Pool } from '#server/database.ts'
import type { RoleUrls } from '../database/prepare-database.ts'

export type RunningSystem = { pool: Pool; dataFolder: string; keysFile: string }

/** The database of the system that runs on DATA_DIR, as `role`: for the tools that a person runs beside it. */
export function openRunningSystem(role: keyof RoleUrls): RunningSystem {
  const dataFolder = process.env.DATA_DIR || '.data'
  const file = join(dataFolder, 'secrets', 'urls.json')
  if (!existsSync(file)) {
    throw new Error(`${file} is missing: start the system with npm start first, or set DATA_DIR to its data folder.`)
  }
  const urls = JSON.parse(readFileSync(file, 'utf8')) as RoleUrls
  const pool = openPool({ connectionString: urls[role], max: 2, applicationName: 'ramzban-tool' })
  return { pool, dataFolder, keysFile: join(dataFolder, 'keys', 'channel.json') }
}

/** Runs a tool; what went wrong is one line and exit code 1. */
export async function runTool(tool: () => Promise<void>): Promise<void> {
  try {
    await tool()
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    process.stderr.write(
      `${code === 'ECONNREFUSED' ? 'The database does not answer: is npm start running?' : message}\n`,
    )
    process.exitCode = 1
  }
}
