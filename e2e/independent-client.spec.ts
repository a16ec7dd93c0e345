import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const program = fileURLToPath(new URL('../tests/independent-client/client.mjs', import.meta.url))

test('a client written from the contract alone does both journeys, and every error answers as written', async () => {
  test.setTimeout(300_000)
  const { PATH, NODE_ENV, E2E_CHANNEL_URL, E2E_DATA_DIR } = process.env
  const env = { PATH, NODE_ENV, CHANNEL_URL: E2E_CHANNEL_URL, DATA_DIR: E2E_DATA_DIR }
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const exitCode = await new Promise((resolve) => child.once('exit', resolve))
  expect(said).toContain(', 0 not')
  expect(exitCode, said).toBe(0)
})
