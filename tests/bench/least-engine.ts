import type { Bench } from './contenders.ts'
import type { HttpRequest } from './load-protocol.ts'
import { makeCodes } from './make-codes.ts'
import type { Contender } from './run-rounds.ts'
import { valuesOf } from './same-writes.ts'
import { startServer } from './start-server.ts'

type LeastEngine<Name extends string> = { contender: Contender<Name>; stop: () => void }

/** An engine with nothing in it but what none can be without: see `least-server.ts`. */
export async function startLeastEngine<Name extends string>(
  { system, sources }: Bench,
  name: Name,
  method: 'sms' | 'app',
): Promise<LeastEngine<Name>> {
  const { url, pid, stop } = await startServer('tests/bench/least-server.ts', {
    LEAST_DATABASE_URL: system.superuserUrl,
  })
  const prepare: Contender['prepare'] = async (count) => {
    const codes = await makeCodes(sources[method], count)
    return { kind: 'http', url, requests: codes.map((code) => post(`/${method}`, valuesOf(code))) }
  }
  return { contender: { name, serverPid: pid, databasePid: system.pidOf('postgres'), prepare }, stop }
}

function post(path: string, values: unknown[]): HttpRequest {
  const body = JSON.stringify(values.map((value) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value)))
  const headers = `host: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`
  return { bytes: Buffer.from(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n${body}`), expects: '"outcome":"accepted"' }
}
