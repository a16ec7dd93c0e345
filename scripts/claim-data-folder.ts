import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, sendSignal, waitUntilGone, wasStartedWith } from './processes-in-folder.ts'

/** Makes `dataFolder` this process's own until it ends; throws when another instance lives there. */
export function claimDataFolder(dataFolder: string): () => void {
  mkdirSync(dataFolder, { recursive: true })
  makePassable(dataFolder)
  const file = join(dataFolder, 'supervisor.pid')
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (owner > 0 && owner !== process.pid && isSupervisor(owner)) {
    throw new Error(
      `Ramzban already runs here (process ${owner}) on ${dataFolder}. Stop it, or give this one another DATA_DIR.`,
    )
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}

/** Ends what an earlier supervisor, killed without a chance to stop them, has left running on this folder. */
export async function endOrphans(dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'run.json')
  if (!existsSync(file)) return
  const { web, channel, worker } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number | undefined>
  const orphans = [web, channel, worker].filter(
    (pid): pid is number => pid !== undefined && wasStartedWith({ pid, variable: `DATA_DIR=${dataFolder}` }),
  )
  for (const pid of orphans) sendSignal(pid, 'SIGTERM')
  const rest = (): number[] => orphans.filter(isAlive)
  if (await waitUntilGone(rest, 10_000)) return
  for (const pid of rest()) sendSignal(pid, 'SIGKILL')
  await waitUntilGone(rest, 5_000)
}

function makePassable(dataFolder: string): void {
  // As root the database runs as another user, who must pass through; nothing here can be listed by others.
  if (process.getuid?.() === 0) chmodSync(dataFolder, 0o711)
}

function isSupervisor(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run.ts')
  } catch {
    return true
  }
}
