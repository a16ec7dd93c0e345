import { randomUUID } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Network } from '#domain/network/network.ts'
import { isFramingDoubtful } from '#server/is-framing-doubtful.ts'
import { endSlowRequest, endSlowStart } from './end-slow-requests.ts'
import { type Door, frontDoor, keepFrontDoor } from './front-door-mark.ts'
import { nameCaller } from './name-caller.ts'
import { isInnerHost, readSiteHosts } from './site-hosts.ts'
import { answerUnreadable } from './unreadable-act.ts'

/**
 * Stands before Next, which `next start` gives neither limits of time nor a view of the socket: every request of every
 * server of this process passes it first.
 */
export function openFrontDoor({ trusted }: { trusted: readonly Network[] }): void {
  if (frontDoor()) return
  const door = { token: randomUUID(), begun: new Set<string>() }
  keepFrontDoor(door)
  const emit = http.Server.prototype.emit
  http.Server.prototype.emit = function (event: string | symbol, ...given: unknown[]): boolean {
    if (event === 'connection') endSlowStart(this, given[0] as Socket)
    if (event === 'upgrade') return Boolean((given[1] as Socket).destroy())
    if (event === 'request') {
      const [request, response] = given as [IncomingMessage, ServerResponse]
      if (isFramingDoubtful(request)) return refuse(response, 400)
      if (isInnerForged(request, door)) return refuse(response, 404)
      endSlowRequest(request, response)
      nameCaller(request, { token: door.token, trusted })
      answerUnreadable(request, response, door)
    }
    return emit.apply(this, [event, ...given] as Parameters<typeof emit>)
  }
}

/** A proxy passes on whatever host its caller named; the web itself marks what it asks. */
function isInnerForged({ headers }: IncomingMessage, { token }: Door): boolean {
  const said = [headers['x-forwarded-for'], headers.forwarded].flat().join('')
  return said !== '' && !said.endsWith(` ${token}`) && isInnerHost(headers.host ?? null, readSiteHosts(process.env))
}

function refuse(response: ServerResponse, status: number): true {
  response.writeHead(status, { connection: 'close', 'x-content-type-options': 'nosniff' }).end()
  return true
}
