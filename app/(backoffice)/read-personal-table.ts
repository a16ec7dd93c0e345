import { cookies } from 'next/headers'
import { getTranslator } from '#app/locale.ts'
import { readOperator } from '#app/request.ts'
import type { PersonalTable } from '#components/data-table/personal-table.ts'
import { keepTableView } from './keep-table-view.ts'
import { type PersonalTableName, personalTableCookie } from './personal-table-cookie.ts'

export async function readPersonalTable(name: PersonalTableName): Promise<PersonalTable> {
  const [{ id }, jar, t] = await Promise.all([readOperator(), cookies(), getTranslator('table')])
  return { keptView: jar.get(personalTableCookie(name, id))?.value, keepView: keepTableView.bind(null, name), t }
}
