'use server'

import { cookies } from 'next/headers'
import { parseLocale, parseTheme } from '#components/locale/locale.ts'
import { LOCALE_COOKIE, THEME_COOKIE } from './locale.ts'
import { readSiteHosts } from './site-hosts.ts'
import { enterStaffSite } from './staff-site.ts'

const YEAR_SECONDS = 365 * 24 * 3600

export async function setLocale(form: FormData): Promise<void> {
  await remember(LOCALE_COOKIE, parseLocale(String(form.get('locale'))))
}

export async function setTheme(form: FormData): Promise<void> {
  await remember(THEME_COOKIE, parseTheme(String(form.get('theme'))))
}

async function remember(name: string, value: string): Promise<void> {
  await enterStaffSite()
  const jar = await cookies()
  const { protocol } = readSiteHosts(process.env).staff
  const secure = protocol === 'https:'
  jar.set(name, value, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure })
}
