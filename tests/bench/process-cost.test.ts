import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { cpuMsOf, cpuMsOfFamily } from './process-cost.ts'

const burn = `const until = process.cpuUsage().user + 200_000; while (process.cpuUsage().user < until);`

test('what a family of processes used counts children that are at work and children that have ended', async () => {
  const before = cpuMsOfFamily(process.pid)
  execFileSync(process.execPath, ['-e', burn])
  const ended = cpuMsOfFamily(process.pid)
  expect(ended - before).toBeGreaterThanOrEqual(190)
  const child = spawn(process.execPath, ['-e', `${burn}; process.stdout.write('done'); setInterval(() => {}, 1000)`])
  try {
    await once(child.stdout, 'data')
    expect(cpuMsOf(child.pid ?? 0)).toBeGreaterThanOrEqual(190)
    expect(cpuMsOfFamily(process.pid) - ended).toBeGreaterThanOrEqual(190)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})
