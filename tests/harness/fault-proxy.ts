import { connect, createServer, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** `up`: from whoever dialled towards the server. */
export type Direction = 'up' | 'down'
export type Fault =
  | { kind: 'latency'; fixedMs: number; jitterMs: number }
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** What goes that way is swallowed while both sides believe in their connection; new connections reach nobody. */
  | { kind: 'half-open'; swallows: Direction | 'both' }
  /** Each connection is reset once so many more bytes have passed that way: in the middle of a message. */
  | { kind: 'cut-inside'; direction: Direction; bytes: number }
  /** New connections are reset as soon as they are made. */
  | { kind: 'refuse' }

export type FaultProxy = {
  port: number
  /** From now on, until told otherwise; null: none. What a half-open fault has maimed is reset when it ends. */
  suffer: (fault: Fault | null) => void
  /** Resets every connection at once, on both sides. */
  cut: () => void
  connections: () => number
  close: () => Promise<void>
}

type Lane = {
  direction: Direction
  from: Socket
  to: Socket
  waiting: Buffer[]
  isAtWork: boolean
  passedBytes: number
}
type Link = { lanes: [Lane, Lane]; reachesNobody: boolean; isMaimed: boolean }
type State = { fault: Fault | null; links: Set<Link>; random: () => number }

/** A TCP proxy on a free port of 127.0.0.1 before a server on another, whose faults are switched while it runs. */
export async function startFaultProxy(toPort: number, random: () => number = Math.random): Promise<FaultProxy> {
  const state: State = { fault: null, links: new Set(), random }
  const server = createServer((client) => accept(state, client, toPort))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  const cut = (): void => [...state.links].forEach(reset)
  return {
    port: address.port,
    suffer: (fault) => suffer(state, fault),
    cut,
    connections: () => state.links.size,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        cut()
      }),
  }
}

function suffer(state: State, fault: Fault | null): void {
  const ends = state.fault?.kind === 'half-open'
  state.fault = fault
  for (const link of [...state.links]) {
    for (const lane of link.lanes) lane.passedBytes = 0
    if (ends && link.isMaimed) reset(link)
  }
}

function accept(state: State, client: Socket, toPort: number): void {
  client.on('error', () => {})
  if (state.fault?.kind === 'refuse') return void client.resetAndDestroy()
  const reachesNobody = state.fault?.kind === 'half-open'
  const server = reachesNobody ? new Socket() : connect(toPort, '127.0.0.1')
  server.on('error', () => {})
  const laneOf = (direction: Direction, from: Socket, to: Socket): Lane => {
    return { direction, from, to, waiting: [], isAtWork: false, passedBytes: 0 }
  }
  const lanes: Link['lanes'] = [laneOf('up', client, server), laneOf('down', server, client)]
  const link: Link = { lanes, reachesNobody, isMaimed: reachesNobody }
  state.links.add(link)
  for (const lane of link.lanes) {
    lane.from.setNoDelay(true)
    lane.from.on('data', (chunk) => receive(state, link, lane, chunk))
    lane.from.on('close', (hadError) => finish(state, link, lane, hadError))
  }
}

function receive(state: State, link: Link, lane: Lane, chunk: Buffer): void {
  if (isSwallowed(state, link, lane)) return
  if (state.fault === null && !lane.isAtWork) {
    forward(lane, chunk)
    return
  }
  lane.waiting.push(chunk)
  lane.from.pause()
  if (!lane.isAtWork) void workOff(state, link, lane)
}

function isSwallowed({ fault }: State, link: Link, { direction }: Lane): boolean {
  if (fault?.kind !== 'half-open') return false
  if (!link.reachesNobody && fault.swallows !== 'both' && fault.swallows !== direction) return false
  link.isMaimed = true
  return true
}

function forward({ from, to }: Lane, chunk: Buffer): void {
  if (to.destroyed || to.write(chunk)) return
  from.pause()
  to.once('drain', () => from.resume())
}

async function workOff(state: State, link: Link, lane: Lane): Promise<void> {
  lane.isAtWork = true
  for (let chunk = lane.waiting.shift(); chunk; chunk = lane.waiting.shift()) await carry(state, link, lane, chunk)
  lane.isAtWork = false
  if (lane.from.destroyed) lane.to.end()
  else lane.from.resume()
}

async function carry(state: State, link: Link, lane: Lane, chunk: Buffer): Promise<void> {
  const { fault } = state
  if (fault?.kind === 'latency') {
    await pause(fault.fixedMs + Math.floor(state.random() * fault.jitterMs))
    if (isSwallowed(state, link, lane)) return
  }
  if (fault?.kind === 'drip' && chunk.length > fault.bytes) {
    forward(lane, chunk.subarray(0, fault.bytes))
    await pause(fault.everyMs)
    return await carry(state, link, lane, chunk.subarray(fault.bytes))
  }
  if (isSwallowed(state, link, lane)) return
  const isCut = fault?.kind === 'cut-inside' && fault.direction === lane.direction
  if (!isCut || lane.passedBytes + chunk.length < fault.bytes) {
    lane.passedBytes += chunk.length
    return forward(lane, chunk)
  }
  const last = chunk.subarray(0, Math.max(0, fault.bytes - lane.passedBytes))
  // A reset overtakes what was written: let the last bytes reach the other side first.
  await new Promise((written) => (lane.to.destroyed ? written(null) : lane.to.write(last, written)))
  await pause(5)
  reset(link)
}

function finish(state: State, link: Link, lane: Lane, hadError: boolean): void {
  if (link.lanes.every(({ from }) => from.destroyed)) state.links.delete(link)
  // Over a connection that is half open nobody learns of the other's end.
  if (state.fault?.kind === 'half-open') link.isMaimed = true
  else if (hadError) reset(link)
  else if (!lane.isAtWork) lane.to.end()
}

function reset({ lanes }: Link): void {
  for (const { from } of lanes) from.resetAndDestroy()
}
