import type { FastifyInstance } from 'fastify'
import { sendProblem } from '#channel/present.ts'
import { isFramingDoubtful } from '#server/is-framing-doubtful.ts'

/** Before anything else is looked at: what two servers could read as two requests ends the connection. */
export function refuseDoubtfulFraming(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isFramingDoubtful(request.raw)) return
    reply.header('connection', 'close')
    return sendProblem(reply, { status: 400, code: 'malformed_http' }, null)
  })
}
