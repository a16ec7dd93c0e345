import { canonicalAddress } from '#domain/network/address.ts'
import { frontDoor } from './front-door-mark.ts'

/** The address that the front door wrote there; what anybody else wrote, or what is no address, is none. */
export function seenAddress(forwardedFor: string | null | undefined): string | null {
  const [address = '', mark] = forwardedFor?.split(' ') ?? []
  return mark !== undefined && mark === frontDoor()?.token ? canonicalAddress(address) : null
}
