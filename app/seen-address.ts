import { canonicalAddress } from '#domain/address.ts'

// Some proxies add the port, and brackets to an IPv6 address before it.
const withPort = /^(?:([0-9.]+)|\[([0-9A-Fa-f:.]+)\])(?::[0-9]{1,5})?$/

/** The address that the nearest proxy saw; what a client claims stands before it, and what is no address is none. */
export function seenAddress(forwardedFor: string | null | undefined): string | null {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  const [, ipv4, ipv6] = withPort.exec(last) ?? []
  return canonicalAddress(ipv4 ?? ipv6 ?? last)
}
