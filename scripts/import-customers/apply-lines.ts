import { applyCustomerChanges } from '#server/customers/apply-customer-changes.ts'
import type { ChangeRefusal } from '#server/customers/parse-customer-change.ts'
import type { CustomerChange } from '#server/customers/schemas.ts'
import { bodyMac } from '#server/keys.ts'
import type { ChannelServices } from '#server/services.ts'

type Call = { changes: CustomerChange[]; requestId: string; nowMs: number }

/** One call of the feed, as the channel would make it; answers what was refused, by its place. */
export async function applyLines(
  services: ChannelServices,
  { changes, requestId, nowMs }: Call,
): Promise<Map<number, ChangeRefusal>> {
  const actor = { kind: 'system' as const, name: 'import-customers' }
  const ctx = { actor, requestId, ip: null, userAgent: null, nowMs }
  const mac = bodyMac(services.keys, 'FILE', 'import-customers', Buffer.from(requestId))
  const key = { clientId: 'import-customers', requestId, bodyMac: mac, nowMs, keptSeconds: 86_400 }
  const { body } = await applyCustomerChanges(services, ctx, { requestId, changes }, key)
  const { refused } = body as { refused: { index: number; code: ChangeRefusal }[] }
  return new Map(refused.map(({ index, code }) => [index, code]))
}
