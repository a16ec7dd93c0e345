import type { FastifyInstance } from 'fastify'

const headers = 'content-type, content-digest, signature, signature-input'
const PREFLIGHT_KEPT_SECONDS = 600

function answersCors(path: string): boolean {
  return path.startsWith('/v1/app/') || path === '/v1/time'
}

/** The customer's app runs in a browser of another origin; no other path answers one. */
export function allowAppOrigins(server: FastifyInstance, origins: readonly string[]): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!answersCors(request.url.split('?', 1)[0] ?? '')) return done()
    reply.header('vary', 'Origin')
    const { origin } = request.headers
    if (origin === undefined || !origins.includes(origin)) return done()
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'date')
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return done()
    reply.header('access-control-allow-methods', 'GET, POST')
    reply.header('access-control-allow-headers', headers)
    reply.header('access-control-max-age', String(PREFLIGHT_KEPT_SECONDS))
    reply.code(204).send()
  })
}
