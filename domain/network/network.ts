import { canonicalAddress, ipv6Groups, isIpv4 } from '#domain/network/address.ts'

/** Addresses whose first `prefix` of 128 bits are `bits`; IPv4 stands mapped into IPv6. */
export type Network = { bits: bigint; prefix: number }

const MAPPED = 96
const MAPPED_BITS = 0xffff_0000_0000n

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
  const bits = bitsOf(address)
  return bits === null || prefix > 128 ? null : { bits, prefix }
}

export function isInNetwork(address: string, network: Network): boolean {
  return isInOneOf(address, [network])
}

/** Whether an address lies in one of them; what is no address lies in none. */
export function isInOneOf(address: string, networks: readonly Network[]): boolean {
  const own = bitsOf(address)
  return own !== null && networks.some(({ bits, prefix }) => (own & ~hostMask(prefix)) === bits)
}

function hostMask(prefix: number): bigint {
  return (1n << BigInt(128 - prefix)) - 1n
}

/** IPv4 needs no way through its mapped spelling: this is asked of every call. */
function bitsOf(address: string): bigint | null {
  if (isIpv4(address))
    return MAPPED_BITS | BigInt(address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0))
  return ipv6Groups(address)?.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n) ?? null
}
