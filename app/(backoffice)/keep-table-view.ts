'use server'

import { cookies } from 'next/headers'
import { readOperator } from '#app/request.ts'
import { readSiteHosts } from '#app/site-hosts.ts'
import { enterStaffSite } from '#app/staff-site.ts'
import { type PersonalTableName, personalTableCookie, personalTables } from './personal-table-cookie.ts'

const HALF_YEAR_SECONDS = 183 * 24 * 3600
const VIEW = /^[\w.&=-]{0,500}$/

/** An empty text forgets what was kept. */
export async function keepTableView(name: PersonalTableName, text: string): Promise<void> {
  await enterStaffSite()
  const { id } = await readOperator()
  if (!Object.hasOwn(personalTables, name) || !VIEW.test(String(text))) return
  const secure = readSiteHosts(process.env).staff.protocol === 'https:'
  const place = { path: personalTables[name], sameSite: 'lax', httpOnly: true, secure } as const
  const jar = await cookies()
  jar.set(personalTableCookie(name, id), text, { ...place, maxAge: text === '' ? 0 : HALF_YEAR_SECONDS })
}
