import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const HEADERS_MS = 10_000
const WHOLE_REQUEST_MS = 15_000
type Connection = { idleMs: number; underWay: number; late?: NodeJS.Timeout }
const connections = new WeakMap<Socket, Connection>()

/**
 * A connection has so long for its first request's headers, and so long for each later one's once the time is over in
 * which Node ends one that is idle: its own look at slow headers comes every half minute only.
 */
export function endSlowStart(server: Server, socket: Socket): void {
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = WHOLE_REQUEST_MS
  const connection = { idleMs: server.keepAliveTimeout, underWay: 0 }
  connections.set(socket, connection)
  awaitHeaders(socket, connection, HEADERS_MS)
  socket.once('close', () => stopWaiting(connection))
}

/** A body has so long to arrive, whatever is sent of it meanwhile. */
export function endSlowRequest(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  begin(socket, response)
  if (request.complete) return
  const late = setTimeout(() => {
    if (request.complete) return
    if (response.headersSent) socket.destroy()
    else tellAndEnd(socket)
  }, WHOLE_REQUEST_MS)
  response.once('close', () => clearTimeout(late))
}

/** Several requests of a connection may be under way; the next is awaited when all are answered. */
function begin(socket: Socket, response: ServerResponse): void {
  const connection = connections.get(socket)
  if (!connection) return
  connection.underWay += 1
  stopWaiting(connection)
  response.once('close', () => {
    connection.underWay -= 1
    if (connection.underWay === 0 && !socket.destroyed) {
      awaitHeaders(socket, connection, connection.idleMs + HEADERS_MS)
    }
  })
}

function awaitHeaders(socket: Socket, connection: Connection, ms: number): void {
  stopWaiting(connection)
  connection.late = setTimeout(() => tellAndEnd(socket), ms)
}

function stopWaiting({ late }: Connection): void {
  clearTimeout(late)
}

function tellAndEnd(socket: Socket): void {
  socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  socket.destroySoon()
}
