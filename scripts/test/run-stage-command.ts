import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { inProject, projectRoot } from '../project-root.ts'

export type StageResult = { code: number; output: string }
type StageCommand = { program: string; args: string[]; log: string; environment?: Record<string, string> }

const underWay = new Map<ChildProcess, Promise<unknown>>()

/** Runs a program of node_modules on this Node with its output kept in `log`; resolves whatever its end. */
export function runStageCommand({ program, args, log, environment }: StageCommand): Promise<StageResult> {
  mkdirSync(dirname(log), { recursive: true })
  const file = createWriteStream(log)
  const PATH = `${inProject('node_modules', '.bin')}${delimiter}${process.env.PATH}`
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: undefined }
  const child = spawn(process.execPath, [inProject('node_modules', program), ...args], {
    cwd: projectRoot,
    env: { ...process.env, PATH, ...quiet, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches the whole process group; a stage is asked once, by this process.
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
      file.write(chunk)
    })
  }
  const ended = new Promise<StageResult>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => {
      file.end()
      resolve({ code: code ?? 1, output })
    })
  })
  underWay.set(child, ended)
  return ended.finally(() => underWay.delete(child))
}

/** Lets what is running end what it has started; resolves when it has. */
export async function endStageCommands(): Promise<void> {
  for (const child of underWay.keys()) child.kill('SIGINT')
  await Promise.all(underWay.values())
}
