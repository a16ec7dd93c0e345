import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Gate, openTurnOf, type Turn } from '#channel/admission/gate.ts'
import { RequestRate } from '#channel/admission/request-rate.ts'
import type { Page } from '#channel/contract/page.ts'
import { pageHeaders } from '#channel/contract/page-headers.ts'
import { answerBrokenRequest } from '#channel/http/answer-broken-request.ts'
import {
  type AnswerServices,
  answerRequest,
  type CallIdentity,
  type ReceivedCall,
} from '#channel/http/answer-request.ts'
import { isCanonicalPath } from '#channel/http/canonical-path.ts'
import { allowAppOrigins } from '#channel/http/cors.ts'
import { endConnectionsWhenClosing } from '#channel/http/end-connections.ts'
import { allowedMethodsFinder } from '#channel/http/find-allowed-methods.ts'
import { noteCallers } from '#channel/http/note-callers.ts'
import { observeRequests } from '#channel/http/observe-requests.ts'
import { problemOfError, sendOutcome, sendProblem } from '#channel/http/present.ts'
import { refuse } from '#channel/http/problem.ts'
import { refuseDoubtfulFraming } from '#channel/http/refuse-doubtful-framing.ts'
import type { Metrics } from '#channel/metrics.ts'
import type { Route } from '#channel/route.ts'
import { readSignedHeaders } from '#channel/signature/signed-headers.ts'
import type { Network } from '#domain/network/network.ts'
import { noteRefusedSignatures } from '#server/channel-clients/note-refused-signatures.ts'
import type { Clock } from '#server/clock/watch-clock.ts'
import type { ServingServices } from '#server/services.ts'

export const BODY_LIMIT_BYTES = 16 * 1024
const REQUEST_TIMEOUT_MS = 10_000
/** A slow sender holds a connection for this long at most, and nothing else. */
const HEADERS_TIMEOUT_MS = 5_000
/** Where a path that is not in canonical form is sent: no route is there. */
const NOWHERE = '/-'
const TIMEOUTS_LOOKED_AT_EVERY_MS = 1_000

export type ServerParts = {
  services: ServingServices
  routes: readonly Route[]
  pages: readonly Page[]
  metrics: Metrics
  appOrigins: readonly string[]
  trustedProxies: readonly Network[]
  gate: Gate
}

declare module 'fastify' {
  interface FastifyRequest {
    sentContentType: string | undefined
    seen: CallIdentity
  }
}

/** The channel server, ready to listen or to be injected into. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const { services, routes, pages, metrics } = parts
  const server = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUTS_LOOKED_AT_EVERY_MS },
    exposeHeadRoutes: false,
    return503OnClosing: false,
    rewriteUrl: ({ url = '' }) => (isCanonicalPath(url) ? url : NOWHERE),
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply as FastifyReply, notFound, null),
  })
  server.decorateRequest('sentContentType', undefined)
  server.decorateRequest('seen', null as unknown as CallIdentity)
  server.decorateRequest('standing', null)
  server.decorateRequest('isTurnedAway', false)
  observeRequests(server, services.log, metrics)
  refuseDoubtfulFraming(server)
  noteCallers(server, parts.trustedProxies)
  endConnectionsWhenClosing(server)
  allowAppOrigins(server, parts.appOrigins)
  refuseUnknownPaths(server, [...routes, ...pages.map(({ path }) => ({ method: 'GET', path }))])
  takeBodiesAsBytes(server)
  server.setErrorHandler((error, request, reply) =>
    sendProblem(reply, problemOfError(error, services.log), request.seen.requestId),
  )
  const notes = noteRefusedSignatures(services)
  server.addHook('onClose', notes.stop)
  const rates = { rate: new RequestRate(), staleRate: new RequestRate(), notes }
  for (const route of routes) addRoute(server, { services, ...rates, turn: openTurnOf(parts.gate, route) }, route)
  for (const page of pages) {
    server.get(page.path, async (request, reply) =>
      reply
        .headers(pageHeaders)
        .type(page.contentType)
        .send(await page.render(request)),
    )
  }
  return server
}

const notFound = refuse('not_found').problem

/** Before a body is read: 404 and 405 come first. */
function refuseUnknownPaths(server: FastifyInstance, addresses: readonly { method: string; path: string }[]): void {
  const allowedMethods = allowedMethodsFinder(addresses)
  server.setNotFoundHandler(async (_request, reply) => sendProblem(reply, notFound, null))
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done()
    const methods = allowedMethods(pathOf(request))
    const problem =
      methods.length === 0 ? notFound : refuse('method_not_allowed', { allow: methods.join(', ') }).problem
    sendProblem(reply, problem, null)
  })
}

/**
 * The contract asks for 413 before 415 and judges the content type itself; Fastify judges it while it looks for a
 * parser, so the header is put aside and every body is taken as bytes.
 */
function takeBodiesAsBytes(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.addHook('onRequest', (request, _reply, done) => {
    request.sentContentType = request.raw.headers['content-type']
    request.raw.headers['content-type'] = 'application/octet-stream'
    done()
  })
}

function addRoute(server: FastifyInstance, parts: AnswerServices & { turn: Turn }, route: Route): void {
  const { turn } = parts
  server.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimitBytes ?? BODY_LIMIT_BYTES,
    ...turn.door,
    handler: async (request, reply) => {
      const outcome = await turn.run(request, () =>
        answerRequest(parts, route, receive(request, parts.services.clock), request.seen),
      )
      return sendOutcome(reply, outcome, { route, requestId: request.seen.requestId })
    },
  })
}

function receive(request: FastifyRequest, clock: Clock): ReceivedCall {
  return {
    method: request.method,
    path: pathOf(request),
    hasQuery: request.url.includes('?'),
    headers: readSignedHeaders(request.raw.rawHeaders),
    contentType: request.sentContentType,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    params: request.params as Record<string, string>,
    ip: request.callerAddress,
    userAgent: request.headers['user-agent']?.slice(0, 200) ?? null,
    ...clock.tell(),
  }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}
