import { searchKey } from '#domain/text/text-folding.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import {
  findBranchId,
  findCardByFingerprint,
  findCustomerByNumber,
  findNationalIdOwner,
  insertCard,
  type KnownCustomer,
  lockCustomer,
  updateCard,
  upsertCustomer,
} from '#server/customers/core-repository.ts'
import { hasCards } from '#server/customers/first-mobile-repository.ts'
import { findCardsTouchedByMobile } from '#server/customers/mobile-change-repository.ts'
import { moveCustomerToMobile } from '#server/customers/move-customer-to-mobile.ts'
import type { ChangeRefusal, ParsedCard, ParsedChange } from '#server/customers/parse-customer-change.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { ensureGuard, lockGuardsOfCards } from '#server/guards/repository.ts'
import { guardIdOf, panFingerprint } from '#server/keys.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

/** One change within the caller's transaction; a refusal may leave writes behind that the caller undoes. */
export async function applyCustomerChange(
  services: ChannelServices,
  ctx: RequestContext,
  tx: Transaction,
  change: ParsedChange,
): Promise<ChangeRefusal | null> {
  const branchId = await findBranchId(tx, change.branchCode)
  if (!branchId) return 'unknown_branch'
  const known = await holdCustomer(services, tx, change)
  const customerId = known?.id ?? drawId(ctx.nowMs)
  const owner = await findNationalIdOwner(tx, change.nationalId)
  if (owner !== null && owner !== customerId) return 'national_id_taken'
  const isFirst = await isFirstOfCards(tx, known, change)
  const coolingOffUntilMs =
    isFirst || isAnotherMobile(known, change) ? ctx.nowMs + services.policy().coolingOffHours * 3_600_000 : null
  if (coolingOffUntilMs !== null) {
    const [oldMobile, newMobile] = [known?.mobile ?? null, change.mobile]
    await moveCustomerToMobile(ctx, tx, { customerId, oldMobile, newMobile, coolingOffUntilMs, isFirst })
  }
  const { customerNumber, nationalId, name, mobile, smsMember } = change
  const row = {
    id: customerId,
    customerNumber,
    nationalId,
    name,
    nameSearch: searchKey(name),
    mobile,
    smsMember,
    branchId,
    nowMs: ctx.nowMs,
  }
  await upsertCustomer(tx, row, coolingOffUntilMs)
  for (const card of change.cards) {
    if (!(await applyCard(services, ctx, tx, customerId, card))) return 'card_of_another_customer'
  }
  await recordAuditEvent(tx, ctx, {
    action: 'customer.imported',
    customerId,
    data: { customerNumber, isNew: known === null, cards: change.cards.length },
  })
  return null
}

/** Whose number was taken away once had one: the next is not the first, however long there was none. */
function isAnotherMobile(known: KnownCustomer | null, { mobile }: ParsedChange): boolean {
  if (known === null || known.mobile === mobile) return false
  return known.mobile !== null || known.coolingOffUntilMs !== null
}

/** A first number for cards that were there before it: whoever can write the feed could take them over by it. */
async function isFirstOfCards(
  tx: Transaction,
  known: KnownCustomer | null,
  { mobile }: ParsedChange,
): Promise<boolean> {
  if (known === null || mobile === null || known.mobile !== null || known.coolingOffUntilMs !== null) return false
  return await hasCards(tx, known.id)
}

/**
 * The customer's row, held after the guards of every card whose standing this change moves. A feed mostly repeats what
 * is known: it may not hold up the verifications of cards that it leaves alone.
 */
async function holdCustomer(
  services: ChannelServices,
  tx: Transaction,
  change: ParsedChange,
): Promise<KnownCustomer | null> {
  const found = await findCustomerByNumber(tx, change.customerNumber)
  if (!found) return null
  const moves = found.mobile !== change.mobile
  await lockGuardsOfCards(
    tx,
    moves ? await findCardsTouchedByMobile(tx, found.id) : await listChangedCards(services, tx, change.cards),
  )
  return await lockCustomer(tx, found.id)
}

async function listChangedCards(services: ChannelServices, tx: Transaction, cards: ParsedCard[]): Promise<string[]> {
  const changed: string[] = []
  for (const { pan, status, expiresAtMs } of cards) {
    const known = await findCardByFingerprint(tx, panFingerprint(services.keys, pan.reveal()))
    if (known && (known.status !== status || known.expiresAtMs !== expiresAtMs)) changed.push(known.id)
  }
  return changed
}

async function applyCard(
  services: ChannelServices,
  ctx: RequestContext,
  tx: Transaction,
  customerId: string,
  { pan, status, expiresAtMs }: ParsedCard,
): Promise<boolean> {
  const fingerprint = panFingerprint(services.keys, pan.reveal())
  const known = await findCardByFingerprint(tx, fingerprint)
  if (known && known.customerId !== customerId) return false
  if (!known) {
    const card = {
      id: drawId(ctx.nowMs),
      customerId,
      bin: pan.bin,
      last4: pan.last4,
      status,
      expiresAtMs,
      fingerprint,
      nowMs: ctx.nowMs,
    }
    await insertCard(tx, card)
    for (const pinKind of ['first', 'second'] as const) {
      const id = guardIdOf(services.keys, pan.reveal(), pinKind)
      await ensureGuard(tx, { id, cardId: card.id, pinKind, cardStatus: status, cardExpiresAtMs: expiresAtMs })
    }
    return true
  }
  if (known.status === status && known.expiresAtMs === expiresAtMs) return true
  await updateCard(tx, known.id, status, expiresAtMs)
  await recordAuditEvent(tx, ctx, {
    action: known.status !== status && status === 'blocked' ? 'card.blocked' : 'card.changed',
    customerId,
    cardId: known.id,
    data: { last4: pan.last4, status },
  })
  return true
}
