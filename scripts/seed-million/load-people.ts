import type pg from 'pg'
import type { Row } from './copy-rows.ts'
import { layAsideIndexes } from './lay-aside-indexes.ts'
import * as enrolled from './list-enrollment-rows.ts'
import * as people from './list-people-rows.ts'
import type { IndexBuilders } from './open-index-builders.ts'
import { openWriter } from './open-writer.ts'
import type { Plan } from './plan-million.ts'

const tables: Record<string, (plan: Plan) => Iterable<Row>> = {
  customer: people.customerRows,
  card: people.cardRows,
  card_fingerprint: people.fingerprintRows,
  guard: people.guardRows,
  enrollment: enrolled.enrollmentRows,
  device: enrolled.deviceRows,
  activation_token: enrolled.tokenRows,
  activation_token_secret: enrolled.tokenSecretRows,
  activation: enrolled.activationRows,
  enrollment_secret: enrolled.secretRows,
}

type Loading = { client: pg.Client; plan: Plan; builders: IndexBuilders; report: (line: string) => void }

/** Who there is and what they hold. Answers what is still to be done when all is loaded: the check of the foreign keys. */
export async function loadPeople({ client, plan, builders, report }: Loading): Promise<() => Promise<void>> {
  const aside = await layAsideIndexes(client, Object.keys(tables))
  for (const [table, listRows] of Object.entries(tables)) {
    const writer = openWriter(client, table)
    for (const row of listRows(plan)) if (writer.add(row)) await writer.flush()
    report(`${table}: ${await writer.end()}`)
    const own = aside.indexes.filter((index) => index.table === table)
    for (const { text } of own) builders.start([text])
  }
  return async () => {
    await builders.settle()
    for (const { text } of aside.foreignKeys) await client.query(text)
  }
}
