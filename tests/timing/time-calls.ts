import { randomInt, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Pan } from '#server/pan.ts'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'
import type { Timings } from '#tests/timing/compare-medians.ts'

export type Call = 'otp-requests' | 'verifications'
export type Gateway = {
  /** Signs first, then times one call, from the first byte sent to the last byte of the answer. */
  time: (call: Call, body: Record<string, unknown>) => Promise<{ ms: number; status: number }>
  close: () => void
}

/** One gateway on one kept-open connection. */
export function openGateway(url: string, signer: TestSigner): Gateway {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(url)
  return {
    time: async (call, fields) => {
      const path = `/v1/gateway/${call}`
      const body = JSON.stringify({ requestId: randomUUID(), ...fields })
      const signed = signTestRequest(signer, { method: 'POST', path, body })
      const headers = { ...signed, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const startedAt = performance.now()
      const status = await post({ agent, hostname, port, path, headers }, body)
      return { ms: performance.now() - startedAt, status }
    },
    close: () => agent.destroy(),
  }
}

type Target = { agent: Agent; hostname: string; port: string; path: string; headers: Record<string, string | number> }

function post(target: Target, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ ...target, method: 'POST' }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export type Course<Kind extends string> = {
  cards: Record<Kind, readonly Pan[]>
  rounds: number
  /** The course ends early, after a whole round, when it has taken this long. */
  limitMs: number
  body: (pan: Pan) => Record<string, unknown>
  call: Call
}

/** Every round makes the call once on a card of each kind, in a newly drawn order; a card's turn comes again after all others. */
export async function timeInterleaved<Kind extends string>(
  gateway: Gateway,
  { cards, rounds, limitMs, body, call }: Course<Kind>,
): Promise<Timings<Kind>> {
  const kinds = Object.keys(cards) as Kind[]
  const timings = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Timings<Kind>
  const startedAt = performance.now()
  for (let round = 0; round < rounds && performance.now() - startedAt < limitMs; round++) {
    for (const kind of shuffle(kinds)) {
      const pan = cards[kind][round % cards[kind].length]
      if (!pan) throw new Error('a kind has no card')
      const { ms, status } = await gateway.time(call, body(pan))
      if (status !== (call === 'otp-requests' ? 202 : 200)) throw new Error(`answered ${status}`)
      timings[kind].push(ms)
    }
  }
  return timings
}

function shuffle<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, place: randomInt(2 ** 32) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
