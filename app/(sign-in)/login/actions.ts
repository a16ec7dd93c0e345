'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { UNAVAILABLE_ERROR, WAIT_ERROR } from '#app/auth-options.ts'
import { deviceCookie, keepDeviceMark, readDeviceMark } from '#app/device-cookie.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import { web } from '#app/services.ts'
import { enterStaffSite } from '#app/staff-site.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { SignInState } from '#components/sign-in/sign-in-form.tsx'
import { safeNext } from './safe-next.ts'

/** Walks next-auth's own credentials flow from the server, so that sign-in works before any script has loaded. */
export async function signIn(previous: SignInState, form: FormData): Promise<SignInState> {
  await enterStaffSite()
  const outcome = await askNextAuth(form).catch(() => unavailable)
  if (outcome.kind === 'signed_in') redirect(safeNext(String(form.get('next') ?? '/')))
  return { ...previous, error: await sayOutcome(outcome) }
}

type Outcome = { kind: 'signed_in' | 'refused' | 'unavailable' } | { kind: 'wait'; seconds: number }
const unavailable: Outcome = { kind: 'unavailable' }

async function sayOutcome(outcome: Exclude<Outcome, { kind: 'signed_in' }>): Promise<string> {
  const [t, locale] = await Promise.all([getTranslator('signIn'), readLocale()])
  if (outcome.kind === 'wait') return t('wait', { time: formatDuration(outcome.seconds, locale) })
  if (outcome.kind === 'unavailable') return t('unavailable')
  const { staffSignInFailuresMax, staffLockMinutes } = (await web()).policy()
  const time = formatDuration(staffLockMinutes * 60, locale)
  return t('refused', { failures: staffSignInFailuresMax, time })
}

async function askNextAuth(form: FormData): Promise<Outcome> {
  const { environment } = await web()
  const received = await headers()
  const here = environment.NEXTAUTH_URL_INTERNAL ?? environment.NEXTAUTH_URL
  const csrf = await fetch(new URL('/api/auth/csrf', here), { cache: 'no-store' })
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const mark = await readDeviceMark()
  const device = mark === undefined ? [] : [`${deviceCookie().name}=${mark}`]
  const answer = await fetch(new URL('/api/auth/callback/credentials', here), {
    method: 'POST',
    redirect: 'manual',
    cache: 'no-store',
    headers: {
      cookie: [...csrf.headers.getSetCookie().map(pairOf), ...device].join('; '),
      'user-agent': received.get('user-agent') ?? '',
      'x-forwarded-for': received.get('x-forwarded-for') ?? '',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      csrfToken,
      username: String(form.get('username') ?? ''),
      password: String(form.get('password') ?? ''),
      code: String(form.get('code') ?? ''),
    }),
  })
  const set = answer.headers.getSetCookie()
  const session = set.filter((cookie) => /next-auth\.session-token/.test(cookie))
  if (session.length === 0) return readRefusal(answer)
  await passOn(session)
  const [, given] = splitOnce(pairOf(set.find((cookie) => cookie.startsWith(`${deviceCookie().name}=`)) ?? ''))
  if (given !== '') await keepDeviceMark(given, (await web()).policy().staffKnownDeviceDays)
  return { kind: 'signed_in' }
}

function readRefusal(answer: Response): Outcome {
  const error = new URL(answer.headers.get('location') ?? '/', 'http://here.invalid').searchParams.get('error') ?? ''
  if (answer.status >= 500 || error === UNAVAILABLE_ERROR) return unavailable
  const seconds = error.startsWith(WAIT_ERROR) ? Number(error.slice(WAIT_ERROR.length)) : Number.NaN
  return Number.isInteger(seconds) ? { kind: 'wait', seconds } : { kind: 'refused' }
}

async function passOn(session: readonly string[]): Promise<void> {
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
}

const pairOf = (cookie: string): string => cookie.split(';')[0] ?? ''

function splitOnce(pair: string): [string, string] {
  const cut = pair.indexOf('=')
  return [pair.slice(0, cut), pair.slice(cut + 1)]
}
