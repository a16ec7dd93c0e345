import type { Transaction } from '#server/database.ts'
import type { Outcome } from '#server/requests/run-once.ts'

type Stored = { deviceId: string; activationId: string; instead: Outcome }

/** Once an activation is confirmed, a repeat of its redemption is no longer answered with the secret (docs/channel-api §2). */
export async function replaceStoredRedemption(
  tx: Transaction,
  { deviceId, activationId, instead }: Stored,
): Promise<void> {
  await tx.query({
    name: 'replace_stored_redemption',
    text: `UPDATE request_outcome SET status = $3, body = $4
           WHERE client_id = $1 AND status = 201 AND body ->> 'activationId' = $2`,
    values: [deviceId, activationId, instead.status, JSON.stringify(instead.body)],
  })
}
