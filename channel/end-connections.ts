import { Server } from 'node:net'
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from '#channel/present.ts'
import { refuse } from '#channel/problem.ts'

/** For what is on its way already over a connection that is kept open. */
const GRACE_MS = 500
const LOOK_EVERY_MS = 20
const TURNS_TO_ACCEPT = 2

declare module 'fastify' {
  interface FastifyInstance {
    /** Ends the server; done when nothing is under way any more. */
    drain: () => Promise<void>
  }
}

/**
 * How the server stops: no new connection is taken and readiness says so at once; every answer ends its connection;
 * within the grace a kept-open connection gets its last request answered, after it a refusal.
 */
export function endConnectionsWhenClosing(server: FastifyInstance): void {
  let stage: 'serving' | 'ending' | 'refusing' = 'serving'
  server.addHook('preClose', async () => {
    stage = 'refusing'
  })
  server.addHook('onRequest', async (request, reply) => {
    if (stage === 'serving') return
    if (request.url === '/readyz') return sendProblem(reply, stopping, null)
    if (stage === 'refusing') return sendProblem(reply, busy, null)
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (stage !== 'serving') reply.header('connection', 'close')
    done(null, payload)
  })
  server.decorate('drain', async () => {
    stage = 'ending'
    // Who had a connection by now and was not yet looked at is: the system would reset it with the listening socket.
    for (let turn = 0; turn < TURNS_TO_ACCEPT; turn++) await immediate()
    // A plain server's end, not an HTTP server's: that one closes connections which wait for their next request.
    Server.prototype.close.call(server.server)
    for (let waitedMs = 0; waitedMs < GRACE_MS && (await countConnections(server)) > 0; waitedMs += LOOK_EVERY_MS) {
      await pause(LOOK_EVERY_MS)
    }
    await server.close()
  })
}

const busy = refuse('busy', { retryAfterSeconds: 1 }).problem
const stopping = { status: 503, code: 'not_ready', detail: 'This process is stopping.', retryAfterSeconds: 1 }

function countConnections(server: FastifyInstance): Promise<number> {
  return new Promise((done) => server.server.getConnections((_error, count) => done(count)))
}
