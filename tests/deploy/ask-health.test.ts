import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { inProject } from '../../scripts/project-root.ts'
import { findFreePort } from '../../scripts/run/free-port.ts'

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(answer: boolean): Promise<number> {
  const server = createServer((_request, response) => void (answer && response.writeHead(503).end()))
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

function ask(name: string, variables: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, [inProject('scripts', 'ask-health.mjs'), name], { env: variables as never })
  return new Promise((done) => child.once('close', done))
}

test('who answers, whatever it says, and who is not there is not replaced; who takes a connection and is silent is', async () => {
  const [answering, silent, nobody] = [await serve(true), await serve(false), await findFreePort()]
  const codes = await Promise.all([
    ask('channel', { CHANNEL_PORT: String(answering) }),
    ask('web', { WEB_PORT: String(nobody) }),
    ask('worker', { WORKER_HEALTH_PORT: String(silent) }),
    ask('worker', {}),
    ask('postgres', {}),
  ])
  expect(codes).toEqual([0, 0, 1, 2, 2])
}, 60_000)
