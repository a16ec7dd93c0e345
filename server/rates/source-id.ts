import { hash } from 'node:crypto'
import { addressBlockOf } from '#domain/network/address-block.ts'
import type { SourceId } from '#domain/verification/verification-types.ts'

type Asker = {
  clientId: string
  merchantId: string
  terminalId: string
  requesterId: string | null
  clientIp: string | null
}

type Tried = Omit<Asker, 'clientId' | 'merchantId'> & { merchantId: string | null }

/** Who asks through a gateway (docs/channel-api §6, Source): 96 bits of a digest each, of the place and of who is there. */
export function sourceIdOf({ clientId, merchantId, terminalId, requesterId, clientIp }: Asker): SourceId {
  const place = [clientId, merchantId, terminalId]
  const who = [...place, requesterId, clientIp && addressBlockOf(clientIp)]
  return { id: digestOf(who), place: digestOf(place) }
}

/** Whose counts at the guard a try belongs to; null at an ATM or POS, which names no merchant. */
export function sourceOf(clientId: string, tried: Tried): SourceId | null {
  const { merchantId } = tried
  return merchantId === null ? null : sourceIdOf({ ...tried, clientId, merchantId })
}

function digestOf(parts: readonly (string | null)[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 16)
}
