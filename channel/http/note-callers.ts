import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { peerAddress } from '#domain/network/address.ts'
import { callerAddress } from '#domain/network/caller-address.ts'
import { isInOneOf, type Network } from '#domain/network/network.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller's, behind the trusted proxies; `ip` is the socket's other end. */
    callerAddress: string
  }
}

export function noteCallers(server: FastifyInstance, trusted: readonly Network[]): void {
  // Of a connection whose other end is no trusted proxy the address stays; it is read once.
  const direct = new WeakMap<Socket, string>()
  server.decorateRequest('callerAddress', '')
  server.addHook('onRequest', (request, _reply, done) => {
    const { socket } = request.raw
    const known = direct.get(socket)
    request.callerAddress = known ?? readCaller(request, trusted)
    if (known === undefined && !isInOneOf(peerAddress(request.ip), trusted)) direct.set(socket, request.callerAddress)
    done()
  })
}

function readCaller(request: FastifyRequest, trusted: readonly Network[]): string {
  const forwardedFor = [request.headers['x-forwarded-for']].flat().join(',')
  return callerAddress({ peer: request.ip, forwardedFor, trusted })
}
