import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from '#channel/http/present.ts'
import { isFramingDoubtful } from '#server/is-framing-doubtful.ts'

const refused = new WeakSet<Socket>()

/** Whether a connection was answered its last: what is still read on it, or cannot be read, gets no answer. */
export function isRefused(socket: Socket): boolean {
  return refused.has(socket)
}

/**
 * Before anything else is looked at: what two servers could read as two requests ends the connection, and what came on it
 * behind that is neither done nor answered.
 */
export function refuseDoubtfulFraming(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw
    if (isRefused(socket)) {
      reply.code(400).hijack()
    } else if (isFramingDoubtful(request.raw)) {
      refused.add(socket)
      reply.header('connection', 'close')
      sendProblem(reply, { status: 400, code: 'malformed_http' }, null)
    } else done()
  })
}
