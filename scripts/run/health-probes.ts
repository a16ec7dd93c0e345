import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import type { Probe } from './watch-health.ts'

const PATIENCE_MS = 3_000
// The eight bytes by which a client asks PostgreSQL for TLS: it answers one letter, before any sign-in.
const tlsRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** GET over one connection that is kept, so that the question waits in no queue of new ones. */
export function probeHttp(url: string): Probe {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return () =>
    new Promise<void>((done, fail) => {
      const request = get(url, { agent, timeout: PATIENCE_MS }, (response) => {
        response.resume()
        done()
      })
      request.once('timeout', () => request.destroy(new Error('no answer in time')))
      // A server that ends a connection is awake: a server with too many of them does.
      request.once('error', ({ code }: NodeJS.ErrnoException) =>
        code === 'ECONNRESET' ? done() : fail(new Error(`${url}: ${code ?? 'no answer'}`)),
      )
    })
}

/** Whether PostgreSQL's first process takes connections. */
export function probePostgres(port: number): Probe {
  return () =>
    new Promise<void>((done, fail) => {
      const socket = connect({ port, host: '127.0.0.1', timeout: PATIENCE_MS }, () => socket.write(tlsRequest))
      const end = (outcome: () => void): void => {
        socket.destroy()
        outcome()
      }
      socket.once('data', () => end(done))
      socket.once('timeout', () => end(() => fail(new Error('no answer in time'))))
      socket.once('error', (error) => end(() => fail(error)))
      socket.once('close', () => fail(new Error('closed without an answer')))
    })
}
