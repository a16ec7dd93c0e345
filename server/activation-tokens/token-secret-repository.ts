import type { Sql, Transaction } from '#server/database.ts'

export type TokenSecret = { activationTokenId: string; receiptMac: Buffer; tokenMac: Buffer; receiptSealed: Buffer }

export async function insertTokenSecret(tx: Transaction, secret: TokenSecret): Promise<void> {
  await tx.query({
    name: 'insert_activation_token_secret',
    text: `INSERT INTO activation_token_secret (activation_token_id, receipt_mac, token_mac, receipt_sealed)
           VALUES ($1, $2, $3, $4)`,
    values: [secret.activationTokenId, secret.receiptMac, secret.tokenMac, secret.receiptSealed],
  })
}

export async function findSealedReceipt(sql: Sql, activationTokenId: string): Promise<Buffer | null> {
  const { rows } = await sql.query<{ receiptSealed: Buffer | null }>(
    'SELECT receipt_sealed AS "receiptSealed" FROM activation_token_secret WHERE activation_token_id = $1',
    [activationTokenId],
  )
  return rows[0]?.receiptSealed ?? null
}

/** The receipt part is kept for the reprint only while somebody may still need it. */
export async function forgetSealedReceipt(tx: Transaction, activationTokenId: string): Promise<void> {
  await tx.query({
    name: 'forget_sealed_receipt',
    text: 'UPDATE activation_token_secret SET receipt_sealed = NULL WHERE activation_token_id = $1',
    values: [activationTokenId],
  })
}
