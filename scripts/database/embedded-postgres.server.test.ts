import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { withClient } from './prepare-database.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'ramzban-postgres-'))
let server: EmbeddedPostgres
afterAll(async () => {
  await server.stop()
  rmSync(dataFolder, { recursive: true })
})

test('after kill -9 the server starts again on the same files with every committed row', async () => {
  server = await startEmbeddedPostgres({ dataFolder })
  await withClient(server.superuserUrl, (client) => client.query('CREATE TABLE kept AS SELECT 42 AS answer'))
  process.kill(server.pid, 'SIGKILL')
  expect(await server.exited).toBe('SIGKILL')
  server = await startEmbeddedPostgres({ dataFolder, port: server.port })
  const { rows } = await withClient(server.superuserUrl, (client) => client.query('SELECT answer FROM kept'))
  expect(rows).toEqual([{ answer: 42 }])
})

test('a server that outlived its supervisor is ended before another starts', async () => {
  const orphan = server
  server = await startEmbeddedPostgres({ dataFolder })
  expect(await orphan.exited).toBe('code 0')
  expect(server.pid).not.toBe(orphan.pid)
})

test('commits are durable and no socket is open but on 127.0.0.1', async () => {
  const { rows } = await withClient(server.superuserUrl, (client) =>
    client.query(`SELECT name, setting FROM pg_settings WHERE name IN
      ('fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories', 'max_prepared_transactions') ORDER BY name`),
  )
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    listen_addresses: '127.0.0.1',
    max_prepared_transactions: '0',
    synchronous_commit: 'on',
    unix_socket_directories: '',
  })
})

test('nobody else can read the superuser’s password or the database files', () => {
  expect(statSync(join(dataFolder, 'secrets', 'postgres-superuser')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataFolder, 'postgres')).mode & 0o777).toBe(0o700)
})
