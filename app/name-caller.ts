import type { IncomingMessage } from 'node:http'
import { peerAddress } from '#domain/network/address.ts'
import { callerAddress } from '#domain/network/caller-address.ts'
import { isInOneOf, type Network } from '#domain/network/network.ts'
import { isFromOwnSite } from './own-site.ts'

type Trust = { token: string; trusted: readonly Network[] }

const proxysWords = ['forwarded', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip']

/**
 * Puts who calls where the request says who was forwarded, with a mark that nobody outside knows; what the web asks of
 * itself bears it already. Next compares `Origin` with a forwarded host: it finds there what this site has judged.
 */
export function nameCaller(request: IncomingMessage, { token, trusted }: Trust): void {
  const { headers, socket } = request
  const peer = peerAddress(socket.remoteAddress ?? '')
  const said = [headers['x-forwarded-for']].flat().join(',')
  if (!said.endsWith(` ${token}`)) {
    headers['x-forwarded-for'] = `${callerAddress({ peer, forwardedFor: said, trusted })} ${token}`
  }
  if (!isInOneOf(peer, trusted)) for (const name of proxysWords) delete headers[name]
  delete headers['x-forwarded-host']
  const { origin } = headers
  const [host, site] = [headers.host, headers['sec-fetch-site']]
  const judged = new Headers({
    ...(host && { host }),
    ...(origin && { origin }),
    ...(site && { 'sec-fetch-site': String(site) }),
  })
  if (origin && isFromOwnSite(judged)) headers['x-forwarded-host'] = new URL(origin).host
}
