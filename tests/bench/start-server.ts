import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inProject } from '../../scripts/project-root.ts'

export type Started = { url: string; pid: number | null; stop: () => void }

/** A server of the bench in a process of its own; the first thing it says is its address. */
export async function startServer(file: string, environment: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [inProject(file)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
  })
  if (!child.stdout) throw new Error(`${file} says nothing`)
  const [line] = await once(child.stdout, 'data')
  return { url: String(line).trim(), pid: child.pid ?? null, stop: () => void child.kill('SIGTERM') }
}
