import { isIP } from 'node:net'

/** The address that the nearest proxy saw; what a client claims stands before it, and what is no address is none. */
export function seenAddress(forwardedFor: string | null | undefined): string | null {
  const address = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  return isIP(address) !== 0 && !address.includes('%') ? address : null
}
