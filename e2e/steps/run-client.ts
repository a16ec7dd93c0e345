import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../tests/independent-client/', import.meta.url)

/** Runs a program of the client that shares no code with the product, against the system under test. */
export async function runClient(program: string): Promise<{ exitCode: number | null; stdout: string; said: string }> {
  const { PATH, NODE_ENV, E2E_CHANNEL_URL, E2E_DATA_DIR } = process.env
  const env = { PATH, NODE_ENV, CHANNEL_URL: E2E_CHANNEL_URL, DATA_DIR: E2E_DATA_DIR }
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, folder))], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, said] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  // Its streams have ended too by then.
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exitCode, stdout, said }
}
