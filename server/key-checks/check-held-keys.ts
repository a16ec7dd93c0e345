import type { Sql } from '#server/database.ts'
import type { HeldKeys } from '#server/key-check-values.ts'
import { judgeKeys } from '#server/key-checks/judge-keys.ts'
import { readKeyChecks } from '#server/key-checks/repository.ts'

/** For a process that writes nothing with its keys: it stops where they are others than the recorded ones. */
export async function checkHeldKeys(sql: Sql, held: HeldKeys): Promise<void> {
  judgeKeys(held, await readKeyChecks(sql))
}
