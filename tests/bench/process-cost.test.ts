import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { cpuMsOf, cpuMsOfFamily } from './process-cost.ts'

const burn = 'let sum = 0; for (let n = 0; n < 2e8; n++) sum += n % 7'
const LEAST_MS = 50

test('what a family of processes used counts children that are at work and children that have ended', async () => {
  const before = cpuMsOfFamily(process.pid)
  execFileSync(process.execPath, ['-e', burn])
  const ended = cpuMsOfFamily(process.pid)
  expect(ended - before).toBeGreaterThanOrEqual(LEAST_MS)
  const child = spawn(process.execPath, ['-e', `${burn}; process.stdout.write('done'); setInterval(() => {}, 1000)`])
  try {
    await once(child.stdout, 'data')
    expect(cpuMsOf(child.pid ?? 0)).toBeGreaterThanOrEqual(LEAST_MS)
    expect(cpuMsOfFamily(process.pid) - ended).toBeGreaterThanOrEqual(LEAST_MS)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})
