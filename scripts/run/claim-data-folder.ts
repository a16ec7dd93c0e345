import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, sendSignal, waitUntilGone, wasStartedWith } from './processes-in-folder.ts'

/** Makes `dataFolder` this process's own until it ends; throws when another instance lives there. */
export function claimDataFolder(dataFolder: string): () => void {
  mkdirSync(dataFolder, { recursive: true })
  close(dataFolder)
  const file = join(dataFolder, 'supervisor.pid')
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (owner > 0 && owner !== process.pid && isSupervisor(owner)) {
    throw new Error(
      `Ramzban already runs here (process ${owner}) on ${dataFolder}. Stop it, or give this one another DATA_DIR.`,
    )
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 })
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

/** Nobody else lists what is in it; where root starts, the processes' own users pass through. */
function close(dataFolder: string): void {
  const [own, owner] = [process.getuid?.() ?? 0, statSync(dataFolder).uid]
  if (own !== 0 && own !== owner) {
    throw new Error(
      `${dataFolder} belongs to user ${owner}: start as that user, or give this one (${own}) another DATA_DIR.`,
    )
  }
  chmodSync(dataFolder, own === 0 ? 0o711 : 0o700)
}

function isSupervisor(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run.ts')
  } catch {
    return true
  }
}
