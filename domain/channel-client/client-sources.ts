import { isInOneOf, type Network, networkAround, parseNetwork, writeNetwork } from '#domain/network/network.ts'
import { foldDigits } from '#domain/text/digits.ts'

/** Clients that were made before they were bound. */
export const anywhere = ['0.0.0.0/0', '::/0'] as const
export const thisMachine = ['127.0.0.0/8', '::1/128'] as const
export const SOURCES_MAX = 32
/** A block may be so wide and no wider: IPv4 /16, which stands mapped into IPv6, and IPv6 /48. */
export const widestBits = { ipv4: 16, ipv6: 48 } as const

export type SourceFault =
  | { fault: 'none' }
  | { fault: 'too_many'; most: number }
  | { fault: 'no_block' | 'twice' | 'too_wide'; block: string }
  /** Bits beyond the prefix; `meant` is the block that the address lies in. */
  | { fault: 'host_bits'; block: string; meant: string }
  | { fault: 'within'; block: string; wider: string }
export type ReadSources = { sources: string[]; fault: null } | { sources: null; fault: SourceFault }

const between = /[\s,;،؛]+/u

/** Blocks as people type them, one beside the other, an address alone being a block of one; answers each in one spelling. */
export function readClientSources(typed: string): ReadSources {
  const words = foldDigits(typed).split(between).filter(Boolean)
  if (words.length === 0) return refused({ fault: 'none' })
  if (words.length > SOURCES_MAX) return refused({ fault: 'too_many', most: SOURCES_MAX })
  const taken: { block: string; network: Network }[] = []
  for (const word of words) {
    const read = readBlock(word)
    if ('fault' in read) return refused(read)
    const { block, network } = read
    for (const other of taken) {
      if (other.block === block) return refused({ fault: 'twice', block })
      const [inner, outer] = other.network.prefix > network.prefix ? [other, read] : [read, other]
      if (lies(inner.network, outer.network))
        return refused({ fault: 'within', block: inner.block, wider: outer.block })
    }
    taken.push({ block, network })
  }
  return { sources: taken.map(({ block }) => block), fault: null }
}

/** Whether it names where a client calls from, and not the whole world. */
export function isBound(sources: readonly string[]): boolean {
  return !sources.some((source) => source.endsWith('/0'))
}

export function networksOf(sources: readonly string[]): Network[] {
  return sources.map((source) => parseNetwork(source)).filter((network) => network !== null)
}

const JUDGED_MAX = 1_000
const judgedByNetworks = new WeakMap<readonly Network[], Map<string, boolean>>()

/** Null and what is no address is nobody's. Asked at every call, of few addresses: they are remembered for a list of networks. */
export function isFromSources(address: string | null, networks: readonly Network[]): boolean {
  if (address === null) return false
  const judged = judgedByNetworks.get(networks) ?? new Map<string, boolean>()
  const known = judged.get(address)
  if (known !== undefined) return known
  if (judged.size >= JUDGED_MAX) judged.clear()
  const isFrom = isInOneOf(address, networks)
  judged.set(address, isFrom)
  judgedByNetworks.set(networks, judged)
  return isFrom
}

function readBlock(word: string): { block: string; network: Network } | SourceFault {
  const around = networkAround(word)
  if (around === null) return { fault: 'no_block', block: word.slice(0, 60) }
  const block = writeNetwork(around)
  if (parseNetwork(word) === null) return { fault: 'host_bits', block: word, meant: block }
  const isIpv6 = block.includes(':')
  const bits = isIpv6 ? around.prefix : around.prefix - 96
  if (bits < (isIpv6 ? widestBits.ipv6 : widestBits.ipv4)) return { fault: 'too_wide', block }
  return { block, network: around }
}

function lies({ bits, prefix }: Network, outer: Network): boolean {
  return prefix > outer.prefix && bits >> BigInt(128 - outer.prefix) === outer.bits >> BigInt(128 - outer.prefix)
}

const refused = (fault: SourceFault): ReadSources => ({ sources: null, fault })
