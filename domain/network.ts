import { canonicalAddress, ipv6Groups } from '#domain/address.ts'

/** Addresses whose first `prefix` of 128 bits are `bits`; IPv4 stands mapped into IPv6. */
export type Network = { bits: bigint; prefix: number }

const MAPPED = 96

/** `10.0.0.0/8`, `2001:db8::/32` or one address; null for what is none, bits beyond the prefix among them. */
export function parseNetwork(text: string): Network | null {
  const [literal = '', length, ...more] = text.split('/')
  const address = canonicalAddress(literal)
  if (address === null || more.length > 0) return null
  const isMapped = literal.includes(':') && !address.includes(':')
  const [longest, skipped] = address.includes(':') || isMapped ? [128, 0] : [32, MAPPED]
  if (length !== undefined && !/^(0|[1-9][0-9]{0,2})$/.test(length)) return null
  const prefix = Number(length ?? longest) + skipped
  const bits = bitsOf(address)
  if (prefix > 128 || (bits & hostMask(prefix)) !== 0n) return null
  return { bits, prefix }
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
