import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const FIRST_REQUEST_MS = 10_000
const WHOLE_REQUEST_MS = 15_000
const waiting = new WeakMap<Socket, NodeJS.Timeout>()

/** A connection has so long for its first request's headers; later ones are looked at by Node, every half minute. */
export function endSlowStart(server: Server, socket: Socket): void {
  server.headersTimeout = FIRST_REQUEST_MS
  server.requestTimeout = WHOLE_REQUEST_MS
  const late = setTimeout(() => tellAndEnd(socket), FIRST_REQUEST_MS)
  waiting.set(socket, late)
  socket.once('close', () => clearTimeout(late))
}

/** A body has so long to arrive, whatever is sent of it meanwhile. */
export function endSlowRequest(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  clearTimeout(waiting.get(socket))
  if (request.complete) return
  const late = setTimeout(() => {
    if (request.complete) return
    if (response.headersSent) socket.destroy()
    else tellAndEnd(socket)
  }, WHOLE_REQUEST_MS)
  response.once('close', () => clearTimeout(late))
}

function tellAndEnd(socket: Socket): void {
  socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  socket.destroySoon()
}
