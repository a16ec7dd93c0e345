import type { Sql } from '#server/database.ts'
import type { HeldKeys } from '#server/key-check-values.ts'
import { judgeKeys } from '#server/key-checks/judge-keys.ts'
import { insertKeyCheck, listSealedSamples, readKeyChecks, type SealedSample } from '#server/key-checks/repository.ts'
import { KeyTrouble, restoreIt } from '#server/key-file.ts'
import type { ChannelKeys } from '#server/keys.ts'
import { unseal } from '#server/sealing.ts'

/**
 * Stops a start with other keys than the database was written with. What has no check value yet gets one, after what is
 * sealed already has opened. The back office's own secret may be replaced.
 */
export async function checkChannelKeys(sql: Sql, keys: ChannelKeys, held: HeldKeys): Promise<void> {
  const unknown = judgeKeys(held, await readKeyChecks(sql), true)
  if (unknown.length === 0) return
  for (const sample of await listSealedSamples(sql)) requireOpens(keys, sample, held.file)
  for (const name of unknown) await insertKeyCheck(sql, name, held.checks.get(name) as Buffer)
}

function requireOpens(keys: ChannelKeys, { keyId, table, recordId, sealed }: SealedSample, file: string): void {
  try {
    unseal(keys, { table, column: 'sealed', recordId }, keyId, sealed)
  } catch {
    throw new KeyTrouble(file, `seal:${keyId} does not open what this database keeps in ${table}`, restoreIt)
  }
}
