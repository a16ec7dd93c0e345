import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { type HttpConnection, openHttpConnection } from './http-connection.ts'
import type { Load, LoadDone, Order } from './load-protocol.ts'
import { sendAsArriving, sendInTurn } from './send-load.ts'

// A process of its own, so that what it costs is neither the server's nor hidden: it is told a load, then to go.

const https = new Map<string, HttpConnection[]>()
const clients = new Map<string, pg.Client[]>()
let load: Load | null = null

process.on('message', (order: Order) => {
  answer(order).then(
    (done) => process.send?.({ done }),
    (error: Error) => process.send?.({ error: error.message }),
  )
})
process.once('disconnect', () => process.exit(0))

async function answer(order: Order): Promise<LoadDone | null> {
  if (order === 'close') return await close()
  if (order === 'go') {
    if (!load) throw new Error('no load was given')
    return await run(load)
  }
  load = order.load
  await open(load)
  return null
}

async function open({ kind, url, connections }: Load): Promise<void> {
  if (kind === 'http') {
    const opened = https.get(url) ?? []
    https.set(url, opened)
    while (opened.length < connections) opened.push(await openHttpConnection(url))
    return
  }
  const opened = clients.get(url) ?? []
  clients.set(url, opened)
  while (opened.length < connections) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    opened.push(client)
  }
}

async function close(): Promise<null> {
  for (const connection of [...https.values()].flat()) connection.close()
  await Promise.all([...clients.values()].flat().map((client) => client.end()))
  https.clear()
  clients.clear()
  return null
}

async function run(given: Load): Promise<LoadDone> {
  const unexpected: LoadDone['unexpected'] = { count: 0, first: null }
  const send = given.kind === 'http' ? senderOfHttp(given, unexpected) : senderOfSql(given)
  const count = given.kind === 'http' ? given.requests.length : given.values.length
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const latencies = await (given.perSecond === undefined ? sendInTurn : sendAsArriving)(given, { send, count })
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  load = null
  return { latenciesMs: Float64Array.from(latencies), seconds, generatorCpuMs: (user + system) / 1000, unexpected }
}

type Send = (connection: number, place: number) => Promise<void>

function senderOfHttp({ url, requests }: Load & { kind: 'http' }, unexpected: LoadDone['unexpected']): Send {
  const opened = https.get(url) ?? []
  return async (connection, place) => {
    const request = requests[place]
    const text = request && (await opened[connection]?.send(request.bytes))
    if (text?.includes(request?.expects ?? '')) return
    unexpected.count += 1
    unexpected.first ??= text ?? 'no answer'
  }
}

function senderOfSql({ url, statement, values }: Load & { kind: 'pg' }): Send {
  const opened = clients.get(url) ?? []
  return async (connection, place) => {
    await opened[connection]?.query({ ...statement, values: values[place] ?? [] })
  }
}
