import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../database/embedded-postgres.ts'
import { withClient } from '../database/prepare-database.ts'
import { findFreePort } from './free-port.ts'
import { probePostgres } from './health-probes.ts'
import { sendSignal } from './processes-in-folder.ts'
import { createSupervisor } from './supervisor.ts'

test.skipIf(process.platform !== 'linux')('a database that was stopped is replaced and keeps its rows', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ramzban-stopped-'))
  const port = await findFreePort()
  const pids: number[] = []
  let superuserUrl = ''
  const supervisor = createSupervisor({ report: () => undefined, onChange: () => undefined, onGiveUp: () => undefined })
  try {
    await supervisor.run({
      name: 'postgres',
      start: async () => {
        const server = await startEmbeddedPostgres({ dataFolder, port })
        superuserUrl = server.superuserUrl
        pids.push(server.pid)
        return server
      },
      health: { probe: probePostgres(port) },
    })
    await pause(2_500)
    await withClient(superuserUrl, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS seven'))
    sendSignal(pids[0] ?? 0, 'SIGSTOP')
    for (const giveUpAtMs = Date.now() + 40_000; pids.length < 2 && Date.now() < giveUpAtMs; ) await pause(100)
    expect(pids).toHaveLength(2)
    const { rows } = await withClient(superuserUrl, (client) => client.query('SELECT seven FROM kept'))
    expect(rows).toEqual([{ seven: 7 }])
  } finally {
    await supervisor.stopAll(['postgres'])
    rmSync(dataFolder, { recursive: true, force: true })
  }
})
