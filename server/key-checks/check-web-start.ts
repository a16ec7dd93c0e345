import { openPool } from '#server/database.ts'
import { heldByWeb } from '#server/key-check-values.ts'
import { judgeKeys } from '#server/key-checks/judge-keys.ts'
import { readKeyChecks } from '#server/key-checks/repository.ts'
import { KeyTrouble } from '#server/key-file.ts'

type Start = { connectionString: string; keysFile: string }

/** What is wrong with the web's key file, or null. A database that is away says nothing now and is asked at first use. */
export async function findWebKeyTrouble({ connectionString, keysFile }: Start): Promise<string | null> {
  const pool = openPool({ connectionString, max: 1, applicationName: 'ramzban-web-keys', silenceMaxMs: 5_000 })
  try {
    judgeKeys(heldByWeb(keysFile), await readKeyChecks(pool))
    return null
  } catch (error) {
    return error instanceof KeyTrouble ? error.message : null
  } finally {
    await pool.end()
  }
}
