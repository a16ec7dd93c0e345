'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { SignInState } from '#components/sign-in/sign-in-form.tsx'
import { getTranslator } from '../../locale.ts'
import { web } from '../../services.ts'
import { enterStaffSite } from '../../staff-site.ts'
import { safeNext } from './safe-next.ts'

/** Walks next-auth's own credentials flow from the server, so that sign-in works before any script has loaded. */
export async function signIn(previous: SignInState, form: FormData): Promise<SignInState> {
  await enterStaffSite()
  const t = await getTranslator('signIn')
  const outcome = await askNextAuth(form).catch(() => 'unavailable' as const)
  if (outcome === 'signed_in') redirect(safeNext(String(form.get('next') ?? '/')))
  return { ...previous, error: t(outcome) }
}

async function askNextAuth(form: FormData): Promise<'signed_in' | 'refused' | 'unavailable'> {
  const { environment } = await web()
  const received = await headers()
  const here = environment.NEXTAUTH_URL_INTERNAL ?? environment.NEXTAUTH_URL
  const csrf = await fetch(new URL('/api/auth/csrf', here), { cache: 'no-store' })
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(new URL('/api/auth/callback/credentials', here), {
    method: 'POST',
    redirect: 'manual',
    cache: 'no-store',
    headers: {
      cookie: csrf.headers.getSetCookie().map(pairOf).join('; '),
      'user-agent': received.get('user-agent') ?? '',
      'x-forwarded-for': received.get('x-forwarded-for') ?? '',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      csrfToken,
      username: String(form.get('username') ?? ''),
      password: String(form.get('password') ?? ''),
    }),
  })
  const session = answer.headers.getSetCookie().filter((cookie) => /next-auth\.session-token/.test(cookie))
  if (session.length === 0) return answer.status >= 500 ? 'unavailable' : 'refused'
  const jar = await cookies()
  for (const cookie of session) {
    const [name = '', value = ''] = splitOnce(pairOf(cookie))
    jar.set(name, decodeURIComponent(value), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: name.startsWith('__Secure-'),
    })
  }
  return 'signed_in'
}

const pairOf = (cookie: string): string => cookie.split(';')[0] ?? ''

function splitOnce(pair: string): [string, string] {
  const cut = pair.indexOf('=')
  return [pair.slice(0, cut), pair.slice(cut + 1)]
}
