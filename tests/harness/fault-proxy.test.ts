import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

let server: Server
let proxy: FaultProxy
let served: { socket: Socket; received: string; error: string | null; isClosed: boolean }[]
let clients: Socket[]

beforeEach(async () => {
  served = []
  clients = []
  server = createServer((socket) => {
    const one = { socket, received: '', error: null as string | null, isClosed: false }
    served.push(one)
    socket.on('data', (chunk) => {
      one.received += chunk
      socket.write(`re:${chunk}`)
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      one.error = code ?? 'error'
    })
    socket.on('close', () => {
      one.isClosed = true
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  proxy = await startFaultProxy(typeof address === 'object' && address ? address.port : 0, () => 0.5)
})

afterEach(async () => {
  for (const client of clients) client.destroy()
  await proxy.close()
  await new Promise((closed) => server.close(closed))
})

type Client = { socket: Socket; received: () => string; error: () => string | null; isClosed: () => boolean }

async function dial(): Promise<Client> {
  const socket = connect(proxy.port, '127.0.0.1')
  clients.push(socket)
  let [received, isClosed] = ['', false]
  let error: string | null = null
  socket.on('data', (chunk) => {
    received += chunk
  })
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    error = code ?? 'error'
  })
  socket.on('close', () => {
    isClosed = true
  })
  await once(socket, 'connect')
  return { socket, received: () => received, error: () => error, isClosed: () => isClosed }
}

function dialUnheard(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  clients.push(socket)
  return socket
}

/** A connection over which one message went and came back. */
async function dialled(): Promise<Client> {
  const client = await dial()
  client.socket.write('a')
  await until(() => client.received() === 're:a')
  return client
}

async function until(check: () => boolean): Promise<void> {
  const giveUpAtMs = Date.now() + 5_000
  while (!check()) {
    if (Date.now() > giveUpAtMs) throw new Error('waited in vain')
    await pause(2)
  }
}

test('without a fault every byte passes both ways in order, and an end is passed on', async () => {
  const client = await dialled()
  const large = 'x'.repeat(3_000_000)
  client.socket.write(large)
  await until(() => served[0]?.received.length === 1 + large.length)
  expect(served[0]?.received).toBe(`a${large}`)
  client.socket.end()
  await until(() => served[0]?.isClosed === true && proxy.connections() === 0)
  expect(served[0]?.error).toBeNull()
})

test('latency delays each message by its fixed part and its jitter, and keeps their order', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'latency', fixedMs: 40, jitterMs: 20 })
  const sentAtMs = performance.now()
  client.socket.write('b')
  await until(() => client.received() === 're:are:b')
  expect(performance.now() - sentAtMs).toBeGreaterThan(95)
  for (const letter of 'cdef') client.socket.write(letter)
  await until(() => served[0]?.received === 'abcdef')
})

test('what was delayed still comes before what is sent after the fault', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'latency', fixedMs: 60, jitterMs: 0 })
  client.socket.write('b')
  await pause(20)
  proxy.suffer(null)
  client.socket.write('c')
  await until(() => served[0]?.received === 'abc')
})

test('a cut resets both sides', async () => {
  const client = await dialled()
  proxy.cut()
  await until(() => client.isClosed() && served[0]?.isClosed === true)
  expect([client.error(), served[0]?.error]).toEqual(['ECONNRESET', 'ECONNRESET'])
  await dialled()
})

test('a cut inside a message lets so many bytes pass and then resets both sides', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'cut-inside', direction: 'up', bytes: 5 })
  client.socket.write('0123456789')
  await until(() => client.isClosed() && served[0]?.isClosed === true)
  expect(served[0]?.received).toBe('a01234')
  expect([client.error(), served[0]?.error]).toEqual(['ECONNRESET', 'ECONNRESET'])
})

test('a cut inside an answer lets the whole request pass', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'cut-inside', direction: 'down', bytes: 4 })
  client.socket.write('0123456789')
  await until(() => client.isClosed())
  expect(served[0]?.received).toBe('a0123456789')
  expect(client.received()).toBe('re:are:0')
})

test('bytes are counted over several messages until the cut', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'cut-inside', direction: 'up', bytes: 4 })
  client.socket.write('bc')
  await until(() => client.received().endsWith('re:bc'))
  client.socket.write('defg')
  await until(() => client.isClosed())
  expect(served[0]?.received).toBe('abcde')
})

test('half open both ways: nothing arrives, nobody is told, and the end of the fault resets both', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'half-open', swallows: 'both' })
  client.socket.write('b')
  served[0]?.socket.write('unasked')
  const late = await dial()
  late.socket.write('c')
  await pause(60)
  expect([served.length, served[0]?.received, client.received()]).toEqual([1, 'a', 're:a'])
  expect([client.isClosed(), late.isClosed(), served[0]?.isClosed]).toEqual([false, false, false])
  proxy.suffer(null)
  await until(() => client.isClosed() && late.isClosed() && served[0]?.isClosed === true)
  expect([client.error(), late.error(), served[0]?.error]).toEqual(['ECONNRESET', 'ECONNRESET', 'ECONNRESET'])
})

test('half open one way: the request is done and only its answer is lost', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'half-open', swallows: 'down' })
  client.socket.write('b')
  await until(() => served[0]?.received === 'ab')
  await pause(30)
  expect(client.received()).toBe('re:a')
})

test('a client that goes away during a half-open fault is not missed before its end', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'half-open', swallows: 'both' })
  client.socket.destroy()
  await pause(60)
  expect(served[0]?.isClosed).toBe(false)
  proxy.suffer(null)
  await until(() => served[0]?.isClosed === true)
})

test('a connection over which nothing went during a half-open fault outlives it', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'half-open', swallows: 'both' })
  await pause(20)
  proxy.suffer(null)
  client.socket.write('b')
  await until(() => client.received() === 're:are:b')
})

test('new connections are refused and those that stand go on', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'refuse' })
  const refused = dialUnheard(proxy.port)
  await until(() => refused.destroyed)
  client.socket.write('b')
  await until(() => client.received() === 're:are:b')
  proxy.suffer(null)
  await dialled()
})

test('a drip lets a few bytes pass at a time, and the rest at once when it ends', async () => {
  const client = await dialled()
  proxy.suffer({ kind: 'drip', bytes: 2, everyMs: 30 })
  client.socket.write('0123456789')
  await pause(45)
  expect(served[0]?.received.length).toBeLessThan(9)
  proxy.suffer(null)
  await until(() => served[0]?.received === 'a0123456789')
})

test('a server that is away resets the client', async () => {
  const nobody = await startFaultProxy(1)
  const client = dialUnheard(nobody.port)
  await until(() => client.destroyed)
  await nobody.close()
})
