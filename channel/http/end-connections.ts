import { Server } from 'node:net'
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from '#channel/http/present.ts'
import { refuse } from '#channel/http/problem.ts'

const LOOK_EVERY_MS = 20
/** After this many looks in a row without a new request, nothing is in flight on kept-open connections. */
const QUIET_LOOKS = 25
const GRACE_MS = 5_000
const ACCEPT_MS = 3_000
/** From then on an accepted request is refused as busy, so that the rest are accepted in time. */
const SERVED_MS = 500

declare module 'fastify' {
  interface FastifyInstance {
    /** Stops the server; resolves when nothing is in flight. */
    drain: () => Promise<void>
  }
}

/**
 * How the server stops: no new connection is taken and readiness says so at once; every answer ends its connection;
 * until it is quiet a kept-open connection gets its last request answered, afterwards a refusal.
 */
export function endConnectionsWhenClosing(server: FastifyInstance): void {
  let stage: 'serving' | 'ending' | 'refusing' = 'serving'
  let requests = 0
  server.addHook('preClose', async () => {
    stage = 'refusing'
  })
  server.addHook('onRequest', (request, reply, done) => {
    requests += 1
    if (stage !== 'serving' && request.url === '/readyz') sendProblem(reply, stopping, null)
    else if (stage === 'refusing') sendProblem(reply, busy, null)
    else done()
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (stage !== 'serving') reply.header('connection', 'close')
    done(null, payload)
  })
  server.decorate('drain', async () => {
    stage = 'ending'
    const refusing = setTimeout(() => {
      stage = 'refusing'
    }, SERVED_MS)
    await untilAllAccepted(server)
    clearTimeout(refusing)
    // A plain server's end, not an HTTP server's: that one closes connections which wait for their next request.
    Server.prototype.close.call(server.server)
    await untilQuiet(server, () => requests)
    await server.close()
  })
}

const busy = refuse('busy', { retryAfterSeconds: 1 }).problem
const stopping = { status: 503, code: 'not_ready', detail: 'This process is stopping.', retryAfterSeconds: 1 }

/**
 * Whom the system has given a connection that this process has not looked at yet: it would be reset with the listening
 * socket. Each turn of the loop takes one.
 */
async function untilAllAccepted(server: FastifyInstance): Promise<void> {
  const giveUpAtMs = performance.now() + ACCEPT_MS
  let accepted = 0
  server.server.on('connection', () => {
    accepted += 1
  })
  for (let seen = -1; seen < accepted && performance.now() < giveUpAtMs; ) {
    seen = accepted
    for (let turn = 0; turn < 2; turn++) await immediate()
  }
}

/** A busy process looks at its sockets late: what counts is how often it looked, not how long it waited. */
async function untilQuiet(server: FastifyInstance, countRequests: () => number): Promise<void> {
  const giveUpAtMs = performance.now() + GRACE_MS
  let seen = countRequests()
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < giveUpAtMs; quiet++) {
    if ((await countConnections(server)) === 0) return
    await pause(LOOK_EVERY_MS)
    // Timers run before sockets are read: only after this has what arrived meanwhile been seen.
    await immediate()
    if (countRequests() > seen) quiet = 0
    seen = countRequests()
  }
}

function countConnections(server: FastifyInstance): Promise<number> {
  return new Promise((done) => server.server.getConnections((_error, count) => done(count)))
}
