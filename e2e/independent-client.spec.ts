import { expect, test } from '@playwright/test'
import { runClient } from './steps/run-client.ts'

test('a client written from the contract alone does both journeys, and every error answers as written', async () => {
  test.setTimeout(300_000)
  const { exitCode, said } = await runClient('client.mjs')
  expect(said).toContain(', 0 not')
  expect(exitCode, said).toBe(0)
})
