import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './ensure-installed.mjs'

/** Runs a script of this folder on Node 24 in place of this process: same streams, signals passed on, same exit code. */
export function handOver(script) {
  const file = join(fileURLToPath(new URL('.', import.meta.url)), script)
  // The channel's end tells the script that this process is gone, however it went.
  const child = spawn(ensureInstalled(), [file, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  child.once('exit', (code) => process.exit(code ?? 1))
}
