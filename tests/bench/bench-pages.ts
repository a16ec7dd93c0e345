import { performance } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import { listProjectFiles } from '#tests/harness/project-files.ts'
import type { Processes } from '#tests/harness/start-processes.ts'
import { readPage, signInToWeb } from '#tests/harness/web-session.ts'
import { percentile } from './figures.ts'

export type PageFigures = { page: string; role: string; p50Ms: number; p95Ms: number; htmlKb: number }
export type ScriptFigures = { page: string; gzipKb: number; files: number; namedGzipKb: number }
export type DemoOperator = { username: string; password: string; role: string }

const TIMES = 30
const WARM = 5
const kb = (bytes: number): number => Math.round(bytes / 102.4) / 10

type Session = { role: string; cookie: string }

/** Each page of the back office on the demo's data, asked for one at a time by a signed-in user who may see it. */
export async function benchPages(system: Processes, operators: DemoOperator[]) {
  const sessions = await signInAll(system, operators)
  const examples = await findExamples(system)
  const pages: PageFigures[] = []
  for (const route of listRoutes()) {
    const path = route.replace(/\[(\w+)\]/g, (_, name: string) => examples[name] ?? '')
    const session = await findReader(system, path, sessions)
    if (session) pages.push(await timePage(system, { route, path, session }))
  }
  const fraud = sessions.find(({ role }) => role === 'fraud')
  const customer = `/customers/${examples.customerId}`
  const cookie = fraud?.cookie ?? ''
  const scripts = [await weighScripts(system, customer, cookie), await weighScripts(system, '/no-such-page', cookie)]
  return { pages, scripts }
}

/** `app/(backoffice)/customers/[customerId]/page.tsx` → `/customers/[customerId]` */
function listRoutes(): string[] {
  return listProjectFiles(/^app\/\(backoffice\)\/(.*\/)?page\.tsx$/).map(
    (file) => `/${file.slice('app/(backoffice)/'.length).replace(/\/?page\.tsx$/, '')}`,
  )
}

async function signInAll({ webUrl }: Processes, operators: DemoOperator[]): Promise<Session[]> {
  const sessions: Session[] = []
  for (const role of ['fraud', 'admin', 'branch', 'auditor']) {
    const operator = operators.find((one) => one.role === role)
    const cookie = operator && (await signInToWeb(webUrl, operator.username, operator.password))
    if (cookie) sessions.push({ role, cookie })
  }
  return sessions
}

/** The customer with the longest history, and their latest verification. */
async function findExamples({ owner }: Processes): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ customerId: string; verificationId: string }>(
    `SELECT customer_id AS "customerId", (array_agg(id ORDER BY at DESC))[1] AS "verificationId" FROM verification
     WHERE customer_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
  )
  return rows[0] ?? {}
}

async function findReader({ webUrl }: Processes, path: string, sessions: Session[]): Promise<Session | undefined> {
  for (const session of sessions) {
    const { status, html } = await readPage(webUrl, path, session.cookie)
    if (status === 200 && !html.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return session
  }
  return undefined
}

type Timed = { route: string; path: string; session: Session }

async function timePage({ webUrl }: Processes, { route, path, session }: Timed): Promise<PageFigures> {
  const times: number[] = []
  let bytes = 0
  for (let time = 0; time < WARM + TIMES; time++) {
    const startedAt = performance.now()
    const { html } = await readPage(webUrl, path, session.cookie)
    if (time >= WARM) times.push(performance.now() - startedAt)
    bytes = Buffer.byteLength(html)
  }
  times.sort((a, b) => a - b)
  const { role } = session
  return { page: route, role, p50Ms: percentile(times, 50), p95Ms: percentile(times, 95), htmlKb: kb(bytes) }
}

/** What a browser loads by the page's script tags, and all that the page names at all; each file compressed by itself. */
async function weighScripts({ webUrl }: Processes, path: string, cookie: string): Promise<ScriptFigures> {
  const { html } = await readPage(webUrl, path, cookie)
  const modern = html.replace(/<script[^>]*noModule[^>]*>/g, '')
  const tags = new Set([...modern.matchAll(/<script[^>]+src="(\/_next\/[^"]+\.js)/g)].map(([, src = '']) => src))
  const named = new Set([...modern.matchAll(/\/_next\/static\/chunks\/[\w.~-]+\.js/g)].map(([src]) => src))
  const [gzipKb, namedGzipKb] = [await weigh(webUrl, tags), await weigh(webUrl, named.union(tags))]
  return { page: path.replace(/[0-9a-f-]{36}/, '[customerId]'), gzipKb, files: tags.size, namedGzipKb }
}

async function weigh(webUrl: string, files: ReadonlySet<string>): Promise<number> {
  let bytes = 0
  for (const file of files) {
    const response = await fetch(new URL(file, webUrl))
    if (!response.ok) throw new Error(`${file} answered ${response.status}: was the web built anew meanwhile?`)
    bytes += gzipSync(Buffer.from(await response.arrayBuffer())).length
  }
  return kb(bytes)
}
