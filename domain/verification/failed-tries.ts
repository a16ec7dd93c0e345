/** Sign-ins of one operator that failed since their last right one, in few bytes however many there were. */
export type FailedTries = {
  count: number
  firstAtMs: number
  lastAtMs: number
  /** The places they came from, each with how many; those beyond the first few have no row of their own. */
  addresses: readonly { address: string | null; count: number }[]
}

const ADDRESSES_MAX = 5

export function addFailedTry(
  tries: FailedTries | null,
  { address, atMs }: { address: string | null; atMs: number },
): FailedTries {
  const { count, firstAtMs, addresses } = tries ?? { count: 0, firstAtMs: atMs, addresses: [] }
  return { count: count + 1, firstAtMs, lastAtMs: atMs, addresses: addAddress(addresses, address) }
}

function addAddress(addresses: FailedTries['addresses'], address: string | null): FailedTries['addresses'] {
  const isKnown = addresses.some((known) => known.address === address)
  if (!isKnown) return addresses.length < ADDRESSES_MAX ? [...addresses, { address, count: 1 }] : addresses
  return addresses.map((known) => (known.address === address ? { address, count: known.count + 1 } : known))
}
