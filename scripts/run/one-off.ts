import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { projectRoot } from '../project-root.ts'
import { commonEnvironment, readLogEnd } from './service.ts'

type OneOff = { what: string; args: string[]; environment?: Record<string, string | undefined>; log: string }

const underWay = new Set<ChildProcess>()

/** Runs a Node program to its end with its output in `log`; rejects with the end of that when it fails. */
export async function runOneOff({ what, args, environment, log }: OneOff): Promise<void> {
  mkdirSync(dirname(log), { recursive: true })
  const output = openSync(log, 'w', 0o600)
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...commonEnvironment(), ...environment },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  underWay.add(child)
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (exitCode, signal) => resolve(signal ?? exitCode))
  })
  underWay.delete(child)
  if (code !== 0) throw new Error(`${what} failed (${code}). The end of ${log}:\n${readLogEnd(log, 40)}`)
}

export function endOneOffs(): void {
  for (const child of underWay) child.kill('SIGTERM')
}
