import type { FastifyInstance } from 'fastify'
import { callerAddress } from '#domain/network/caller-address.ts'
import type { Network } from '#domain/network/network.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of who calls, behind the trusted proxies; `ip` is the socket's other end. */
    callerAddress: string
  }
}

export function noteCallers(server: FastifyInstance, trusted: readonly Network[]): void {
  server.decorateRequest('callerAddress', '')
  server.addHook('onRequest', async (request) => {
    const forwardedFor = [request.headers['x-forwarded-for']].flat().join(',')
    request.callerAddress = callerAddress({ peer: request.ip, forwardedFor, trusted })
  })
}
