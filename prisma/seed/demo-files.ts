import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One of the demo's files for people and tests, readable by its owner alone; whole or not at all. */
export function writeDemoFile(dataFolder: string, name: string, content: unknown): void {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, name)
  writeFileSync(`${file}.part`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  chmodSync(`${file}.part`, 0o600)
  renameSync(`${file}.part`, file)
}
