import type { Sql } from '#server/database.ts'
import { BACKOFFICE, type HeldKeys } from '#server/key-check-values.ts'
import { judgeKeys } from '#server/key-checks/judge-keys.ts'
import { insertKeyCheck, readKeyChecks } from '#server/key-checks/repository.ts'
import { KeyTrouble, restoreIt } from '#server/key-file.ts'

type Files = { channel: HeldKeys; worker: HeldKeys; web: HeldKeys }

/** Before any process starts: the web's secret must be the channel's, and the worker and the web hold what is recorded. */
export async function requireOneBackofficeSecret(sql: Sql, { channel, web }: Files): Promise<void> {
  const [ours, theirs] = [channel.checks.get(BACKOFFICE), web.checks.get(BACKOFFICE)]
  if (ours && theirs?.equals(ours)) return
  const recorded = (await readKeyChecks(sql)).get(BACKOFFICE)
  const [wrong, other] = recorded && theirs?.equals(recorded) ? [channel, web] : [web, channel]
  throw new KeyTrouble(wrong.file, `${BACKOFFICE} is not the one in ${other.file}`, restoreIt)
}

/** Of the worker and the web, after the channel's are recorded: compares, and records what has no check value yet. */
export async function keepKeyChecks(sql: Sql, { worker, web }: Files): Promise<void> {
  for (const held of [worker, web]) {
    for (const name of judgeKeys(held, await readKeyChecks(sql))) {
      await insertKeyCheck(sql, name, held.checks.get(name) as Buffer)
    }
  }
}
