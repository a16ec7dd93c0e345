import { type CardOfPan, findCardByPan } from '#server/cards/find-card-by-pan-repository.ts'
import type { Transaction } from '#server/database.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import type { ChannelKeys } from '#server/keys.ts'
import type { Pan } from '#server/pan.ts'

/** The card with its guards held, read after they were: nothing an ATM's act depends on moves until the commit. */
export async function takeCard(tx: Transaction, keys: ChannelKeys, pan: Pan): Promise<CardOfPan | null> {
  const found = await findCardByPan(tx, keys, pan)
  if (found === null) return null
  await lockGuardsOfCard(tx, found.cardId)
  return await findCardByPan(tx, keys, pan)
}
