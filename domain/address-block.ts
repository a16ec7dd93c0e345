/**
 * Whose address this is, of a valid IPv4 or IPv6 literal: an IPv4 address as it is, mapped into IPv6 too (RFC 4291
 * §2.5.5.2); of IPv6 the first 64 bits, since one subscriber has all the rest (RFC 4291 §2.5.1, RFC 6177).
 */
export function addressBlockOf(literal: string): string {
  if (!literal.includes(':')) return literal
  const groups = groupsOf(literal)
  const [, , , , , sixth = 0, seventh = 0, eighth = 0] = groups
  const isMapped = sixth === 0xffff && groups.slice(0, 5).every((group) => group === 0)
  if (isMapped) return [seventh >> 8, seventh & 0xff, eighth >> 8, eighth & 0xff].join('.')
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::/64`
}

/** The eight groups of 16 bits, written out. */
function groupsOf(literal: string): number[] {
  const hexadecimal = literal.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  )
  const [head = [], tail] = hexadecimal.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: 8 - head.length - (tail?.length ?? 0) }, () => '0')
  return [...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16))
}
