import { addressBlockOf } from '#domain/network/address-block.ts'
import type { RateKey } from '#server/rates/repository.ts'

/** Whose tries are counted together: a terminal, and if named a requester, of one channel client. */
export type Source = { clientId: string; terminalId: string; requesterId: string | null }
/** Who pressed: also the merchant, and if named the payer's address, as one channel client tells them. */
export type PressSource = Source & { merchantId: string; clientIp: string | null }

export function tryKeysOf({ clientId, terminalId, requesterId }: Source): RateKey[] {
  const terminal: RateKey = { kind: 'terminal_try', key: `${clientId}/${terminalId}` }
  return requesterId === null ? [terminal] : [terminal, { kind: 'requester_try', key: `${clientId}/${requesterId}` }]
}

export type PressKeys = { terminal: RateKey; merchant: RateKey; requester: RateKey | null; address: RateKey | null }

export function pressKeysOf({ clientId, terminalId, merchantId, requesterId, clientIp }: PressSource): PressKeys {
  return {
    terminal: { kind: 'terminal_request', key: `${clientId}/${terminalId}` },
    merchant: { kind: 'merchant_request', key: `${clientId}/${merchantId}` },
    requester: requesterId === null ? null : { kind: 'requester_request', key: `${clientId}/${requesterId}` },
    address: clientIp === null ? null : { kind: 'address_request', key: `${clientId}/${addressBlockOf(clientIp)}` },
  }
}
