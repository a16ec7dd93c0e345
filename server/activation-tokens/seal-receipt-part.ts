import type { ChannelKeys } from '#server/keys.ts'
import { type Place, seal, unseal } from '#server/sealing.ts'

const placeOf = (activationTokenId: string): Place => ({
  table: 'activation_token_secret',
  column: 'receipt_sealed',
  recordId: activationTokenId,
})

type Receipt = { activationTokenId: string; receiptPart: string }

/** One byte with the length of the key's id, the id, then what seal() made. */
export function sealReceiptPart(keys: ChannelKeys, { activationTokenId, receiptPart }: Receipt): Buffer {
  const { keyId, sealed } = seal(keys, placeOf(activationTokenId), Buffer.from(receiptPart))
  const id = Buffer.from(keyId)
  return Buffer.concat([Buffer.of(id.length), id, sealed])
}

/** @throws Error when the value is not the named token's */
export function unsealReceiptPart(keys: ChannelKeys, activationTokenId: string, stored: Buffer): string {
  const end = 1 + (stored[0] ?? 0)
  const keyId = stored.subarray(1, end).toString()
  return unseal(keys, placeOf(activationTokenId), keyId, stored.subarray(end)).toString()
}
