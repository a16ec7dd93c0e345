import { hash } from 'node:crypto'
import { addressBlockOf } from '#domain/address-block.ts'
import type { SourceId } from '#domain/verification-types.ts'

type Asker = {
  clientId: string
  merchantId: string
  terminalId: string
  requesterId: string | null
  clientIp: string | null
}

/** Who asks through a gateway (docs/channel-api §6, Source): 96 bits of a digest each, of the place and of who is there. */
export function sourceIdOf({ clientId, merchantId, terminalId, requesterId, clientIp }: Asker): SourceId {
  const place = [clientId, merchantId, terminalId]
  const who = [...place, requesterId, clientIp && addressBlockOf(clientIp)]
  return { id: digestOf(who), place: digestOf(place) }
}

function digestOf(parts: readonly (string | null)[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 16)
}
