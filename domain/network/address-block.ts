import { ipv6Groups, mappedIpv4 } from '#domain/network/address.ts'

/**
 * Whose address this is, of a valid IPv4 or IPv6 literal: an IPv4 address as it is, mapped into IPv6 too (RFC 4291
 * §2.5.5.2); of IPv6 the first 64 bits, since one subscriber has all the rest (RFC 4291 §2.5.1, RFC 6177).
 */
export function addressBlockOf(literal: string): string {
  const groups = ipv6Groups(literal)
  if (groups === null) return literal
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return mappedIpv4(groups) ?? `${network.join(':')}::/64`
}
