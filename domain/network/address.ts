/** One spelling for every literal of an address: IPv4 dotted, mapped into IPv6 too, else RFC 5952. Null: no literal. */
export function canonicalAddress(literal: string): string | null {
  if (isIpv4(literal)) return literal
  const groups = ipv6Groups(literal)
  return groups && (mappedIpv4(groups) ?? writeIpv6(groups))
}

/** What a socket says of its other end: a link-local address comes with a zone, which names our own interface. */
export function peerAddress(text: string): string {
  return canonicalAddress(text.split('%', 1)[0] ?? '') ?? text
}

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`)

/** Octets without leading zeros, which are octal to some. */
export function isIpv4(literal: string): boolean {
  return literal.length <= 15 && ipv4.test(literal)
}

/** The eight groups of 16 bits of an IPv6 literal (RFC 4291 §2.2) without zone; null when it is none. */
export function ipv6Groups(literal: string): number[] | null {
  if (literal.length > 45 || !literal.includes(':')) return null
  const parts = literal.split('::')
  if (parts.length > 2) return null
  const isShort = parts.length === 2
  const [head, tail] = [readGroups(parts[0] ?? '', !isShort), readGroups(parts[1] ?? '', true)]
  if (head === null || tail === null) return null
  const missing = 8 - head.length - tail.length
  if (isShort ? missing < 1 : missing !== 0) return null
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

/** The last 32 bits of `::ffff:0:0/96` (RFC 4291 §2.5.5.2) as an IPv4 address; null of any other. */
export function mappedIpv4(groups: readonly number[]): string | null {
  const [, , , , , sixth = 0, seventh = 0, eighth = 0] = groups
  if (sixth !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) return null
  return [seventh >> 8, seventh & 0xff, eighth >> 8, eighth & 0xff].join('.')
}

/** `mayEndDotted`: whether the last 32 bits may be written as an IPv4 address. */
function readGroups(text: string, mayEndDotted: boolean): number[] | null {
  if (text === '') return []
  const words = text.split(':')
  const last = words.at(-1) ?? ''
  const dotted = mayEndDotted && isIpv4(last) ? last.split('.').map(Number) : null
  const groups = (dotted ? words.slice(0, -1) : words).map((word) =>
    /^[0-9A-Fa-f]{1,4}$/.test(word) ? Number.parseInt(word, 16) : Number.NaN,
  )
  if (groups.some(Number.isNaN)) return null
  if (dotted === null) return groups
  const [a = 0, b = 0, c = 0, d = 0] = dotted
  return [...groups, a * 256 + b, c * 256 + d]
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the longest run of zeros, the first of equals, never for one. */
function writeIpv6(groups: readonly number[]): string {
  const run = longestZeros(groups)
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':')
  if (run.length < 2) return write(groups)
  return `${write(groups.slice(0, run.start))}::${write(groups.slice(run.start + run.length))}`
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 }
  let start = 0
  groups.forEach((group, at) => {
    if (group !== 0) start = at + 1
    else if (at + 1 - start > longest.length) longest = { start, length: at + 1 - start }
  })
  return longest
}
