import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises'
import { type HttpConnection, openHttpConnection } from '#tests/bench/http-connection.ts'
import type { Answer, Answers, Client, Plan, Sending } from './overload-plan.ts'

// A process of its own: what makes the load must not wait for what is measured.

const CONNECTIONS_AHEAD = 32
const ANSWER_WITHIN_MS = 15_000
const FIRST = Buffer.from('GET /healthz HTTP/1.1\r\nHost: channel\r\n\r\n')
let plan: Plan | null = null
const idle = new Map<string, HttpConnection[]>()

process.on('message', (order: Plan | 'go') => {
  if (order === 'go') void run().then((answers) => process.send?.(answers))
  else void prepare(order).then(() => process.send?.('ready'))
})
process.once('disconnect', () => process.exit(0))

async function prepare(given: Plan): Promise<void> {
  plan = given
  for (const { name } of given.clients) {
    const opened = idle.get(name) ?? []
    idle.set(name, opened)
    while (opened.length < CONNECTIONS_AHEAD) opened.push(await openUsedConnection(given.url))
  }
}

/** A server ends connections that never asked anything, after five seconds: such an end would cross with a request. */
async function openUsedConnection(url: string): Promise<HttpConnection> {
  const connection = await openHttpConnection(url)
  await connection.send(FIRST)
  return connection
}

async function run(): Promise<Answers> {
  if (!plan) throw new Error('nothing to send')
  const { url, clients } = plan
  const startMs = performance.now()
  const answers = await Promise.all(clients.map((client) => work(url, client, startMs)))
  return Object.fromEntries(clients.map(({ name }, place) => [name, answers[place] ?? []]))
}

async function work(url: string, { name, sendings }: Client, startMs: number): Promise<Answer[]> {
  const connections = idle.get(name) ?? []
  const underWay: Promise<Answer>[] = []
  for (const sending of sendings) {
    while (performance.now() < startMs + sending.atMs) await pause(1)
    // However late it is: which connections have ended meanwhile must be seen before one is used.
    await immediate()
    underWay.push(send(url, { sending, connections, startMs }))
  }
  return await Promise.all(underWay)
}

type Sent = { sending: Sending; connections: HttpConnection[]; startMs: number }

/** On a connection that is free, else on a new one: nothing waits on this side. */
async function send(url: string, { sending, connections, startMs }: Sent): Promise<Answer> {
  const { atMs } = sending
  const lateMs = performance.now() - startMs - atMs
  const connection = takeOpen(connections) ?? (await openHttpConnection(url).catch(() => null))
  const text = await Promise.race([connection?.send(sending.bytes).catch(() => ''), pause(ANSWER_WITHIN_MS, '')])
  const latencyMs = performance.now() - startMs - atMs
  const answer = { atMs, latencyMs, lateMs, wasSent: connection !== null, ...readAnswer(text ?? '') }
  if (connection && answer.status > 0 && !answer.endsConnection) connections.push(connection)
  else connection?.close()
  return answer
}

/** A server ends connections that were not used for long. */
function takeOpen(connections: HttpConnection[]): HttpConnection | null {
  for (;;) {
    const connection = connections.pop()
    if (!connection || connection.isOpen()) return connection ?? null
  }
}

function readAnswer(text: string): Pick<Answer, 'status' | 'retryAfter' | 'endsConnection' | 'body'> {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2)
  return {
    status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0),
    retryAfter: /\r\nretry-after: (.*)/i.exec(head)?.[1] ?? null,
    endsConnection: /\r\nconnection: close/i.test(head),
    body,
  }
}
