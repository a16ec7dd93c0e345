import { canonicalAddress, peerAddress } from '#domain/network/address.ts'
import { isInOneOf, type Network } from '#domain/network/network.ts'

// Some proxies add the port, and brackets to an IPv6 address before it.
const withPort = /^(?:([0-9.]+)|\[([0-9A-Fa-f:.]+)\])(?::[0-9]{1,5})?$/

export type Forwarding = { peer: string; forwardedFor: string | null | undefined; trusted: readonly Network[] }

/**
 * Who calls: the socket's other end, and where that is a trusted proxy, whom it says it had as its own, so on through
 * every trusted one. What a proxy says that is no address is nothing: then the proxy itself is who calls.
 */
export function callerAddress({ peer, forwardedFor, trusted }: Forwarding): string {
  const entries = forwardedFor?.split(',') ?? []
  let caller = peerAddress(peer)
  while (isInOneOf(caller, trusted)) {
    const said = readForwarded(entries.pop()?.trim() ?? '')
    if (said === null) return caller
    caller = said
  }
  return caller
}

function readForwarded(entry: string): string | null {
  const [, ipv4, ipv6] = withPort.exec(entry) ?? []
  return canonicalAddress(ipv4 ?? ipv6 ?? entry)
}
