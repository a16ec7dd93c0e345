import type { Browser, BrowserContext, Page } from '@playwright/test'
import { signInToWeb } from '../../tests/harness/web-session.ts'
import { operator } from './demo.ts'

/** One member of staff of each role, and a clerk of another branch. */
export const staff = ['clerk1', 'clerk2', 'support1', 'fraud1', 'auditor1', 'admin1'] as const
export type Staff = (typeof staff)[number]

const cookies = new Map<Staff, Promise<string>>()

/** The cookie header of a session that the tests of this file share. */
export function cookieOf(who: Staff): Promise<string> {
  const known = cookies.get(who) ?? openSession(who)
  cookies.set(who, known)
  return known
}

export async function openSession(username: string): Promise<string> {
  const cookie = await signInToWeb(process.env.E2E_WEB_URL ?? '', username, operator(username).password)
  if (cookie === null) throw new Error(`${username} was not let in`)
  return cookie
}

const desks = new Map<Staff, Promise<BrowserContext>>()

/** A page of this member of staff. One browser context serves all tests of the worker, so that scripts are fetched once. */
export async function openPageAs(browser: Browser, who: Staff): Promise<Page> {
  const known = desks.get(who) ?? browser.newContext()
  desks.set(who, known)
  const desk = await known
  const [name = '', value = ''] = (await cookieOf(who)).split('=')
  await desk.addCookies([{ name, value, url: process.env.E2E_WEB_URL ?? '' }])
  return await desk.newPage()
}

/** Leaves the kept contexts as new ones are, but for what they have fetched; answers them. */
export async function clearDesks(): Promise<BrowserContext[]> {
  const kept = await Promise.all(desks.values())
  for (const desk of kept) {
    await Promise.all(desk.pages().map((page) => page.close()))
    await desk.clearCookies()
  }
  return kept
}

export type Answer = { status: number; text: string; headers: Headers }

/** What Next's own links ask for: a page's data without its HTML. */
export const dataOnly = { rsc: '1' }

/** A plain request with the role's cookie, as anybody with a terminal could send it. */
export async function askAs(who: Staff | null, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers)
  if (who) headers.set('cookie', await cookieOf(who))
  // Next leads a request for data to the same address with a mark of its headers.
  const redirect = headers.has('rsc') ? 'follow' : 'manual'
  const answer = await fetch(`${process.env.E2E_WEB_URL}${path}`, { redirect, ...init, headers })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

/** Whether it says that nothing is there; asked for data alone, Next says so within the data. */
export function isMissing({ status, text }: Answer): boolean {
  return status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')
}
