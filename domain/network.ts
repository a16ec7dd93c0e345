import { canonicalAddress, ipv6Groups } from '#domain/address.ts'

/** Addresses whose first `prefix` of 128 bits are `bits`; IPv4 stands mapped into IPv6. */
export type Network = { bits: bigint; prefix: number }

const MAPPED = 96

/** `10.0.0.0/8`, `2001:db8::/32` or one address; null for what is none, bits beyond the prefix among them. */
export function parseNetwork(text: string): Network | null {
  const read = readNetwork(text)
  return read !== null && (read.bits & hostMask(read.prefix)) === 0n ? read : null
}

/** The same, bits beyond the prefix left out: in which network the address lies. */
export function networkAround(text: string): Network | null {
  const read = readNetwork(text)
  return read && { ...read, bits: read.bits & ~hostMask(read.prefix) }
}

/** RFC 4632 and RFC 5952, the prefix always written: a network of mapped addresses as one of IPv4. */
export function writeNetwork({ bits, prefix }: Network): string {
  const groups = Array.from({ length: 8 }, (_, place) => (bits >> BigInt(112 - 16 * place)) & 0xffffn)
  const address = canonicalAddress(groups.map((group) => group.toString(16)).join(':')) ?? ''
  return `${address}/${address.includes(':') ? prefix : prefix - MAPPED}`
}

function readNetwork(text: string): Network | null {
  const [literal = '', length, ...more] = text.split('/')
  const address = canonicalAddress(literal)
  if (address === null || more.length > 0) return null
  const isMapped = literal.includes(':') && !address.includes(':')
  const [longest, skipped] = address.includes(':') || isMapped ? [128, 0] : [32, MAPPED]
  if (length !== undefined && !/^(0|[1-9][0-9]{0,2})$/.test(length)) return null
  const prefix = Number(length ?? longest) + skipped
  return prefix > 128 ? null : { bits: bitsOf(address), prefix }
}

/** Of a canonical address. */
export function isInNetwork(address: string, { bits, prefix }: Network): boolean {
  return (bitsOf(address) & ~hostMask(prefix)) === bits
}

function hostMask(prefix: number): bigint {
  return (1n << BigInt(128 - prefix)) - 1n
}

function bitsOf(address: string): bigint {
  const groups = ipv6Groups(address) ?? ipv6Groups(`::ffff:${address}`) ?? []
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n)
}
