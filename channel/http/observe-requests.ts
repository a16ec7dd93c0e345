import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Metrics } from '#channel/metrics.ts'

/** One line and one measurement a request: the route's pattern, never its path, query, headers or body. */
export function observeRequests(server: FastifyInstance, log: Logger, metrics: Metrics): void {
  server.addHook('onRequest', (request, reply, done) => {
    request.seen = { callerId: null, requestId: null }
    request.isTurnedAway = false
    reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    const { method } = request
    const { statusCode: status, elapsedTime: elapsedMs } = reply
    metrics.observe({ route, method: request.is404 ? 'any' : method, status, seconds: elapsedMs / 1000 })
    const line = { route, method, status, elapsedMs: Math.round(elapsedMs * 10) / 10, ...request.seen }
    if (request.isTurnedAway) log.debug(line, 'turned away')
    else if (status >= 500) log.warn(line, 'answered')
    else log.debug(line, 'answered')
    done()
  })
}
