import type { FastifyInstance } from 'fastify'

/** While the server closes, every answer ends its connection; else a kept-alive one would hold the process. */
export function endConnectionsWhenClosing(server: FastifyInstance): void {
  let isClosing = false
  server.addHook('preClose', async () => {
    isClosing = true
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
}
