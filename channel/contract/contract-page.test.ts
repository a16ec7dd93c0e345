import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openMetrics } from '#channel/metrics.ts'
import { routes } from '#channel/routes.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { changeRefusals } from '#server/customers/parse-customer-change.ts'
import { refusalsOf } from './openapi.ts'
import { listPages } from './pages.ts'

const page = readFileSync(new URL('../../docs/channel-api.md', import.meta.url), 'utf8')
const sections = page.split(/^## /m)
const template = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}')
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].toSorted()

/** A section whose heading names a prefix writes its calls without it. */
function callsOf(section: string): string[] {
  const heading = section.split('\n', 1)[0] ?? ''
  const prefix = /`(\/v1\/[a-z]+)`/.exec(heading)?.[1] ?? ''
  return [...section.matchAll(/`(GET|POST) (\/[^\s`]*)/g)].map(([, method, path = '']) =>
    path.startsWith('/v1/') ? `${method} ${path}` : `${method} ${prefix}${path}`,
  )
}

test('the contract’s page names every call that the server answers, and no other', () => {
  const metrics = openMetrics({ pool: { totalCount: 0, idleCount: 0, waitingCount: 0 } } as never)
  const pages = listPages({ routes, metrics, metricsToken: undefined })
  metrics.stop()
  const answered = [
    ...routes.map(({ method, path }) => `${method} ${template(path)}`),
    ...pages.map(({ path }) => `GET ${path}`),
  ]
  expect(sorted(sections.flatMap(callsOf))).toEqual(sorted(answered))
})

// Answered before there is a call, or beside all of them.
const beside = ['malformed_http', 'internal', 'forbidden']
const codes = sorted([...routes.flatMap((route) => refusalsOf(route).map(({ code }) => code)), ...beside])

test('it names every code of a refusal', () => {
  const words = new Set(page.match(/[a-z]+(?:_[a-z]+)*/g))
  expect([...codes, ...changeRefusals].filter((code) => !words.has(code))).toEqual([])
})

test('it names no code of a refusal that no call has', () => {
  const named = [...page.matchAll(/`[45]\d\d ([a-z_]+)|[45]\d\d `([a-z_]+)`/g)].map(([, one, other]) => one ?? other)
  expect(named.length).toBeGreaterThan(80)
  expect(named.filter((code) => !codes.includes(code ?? ''))).toEqual([])
})

test('its table of reasons is the engine’s', () => {
  const rows = [...page.matchAll(/^\| (.+) \| `([a-z_]+)` \| (\d\d) \|$/gm)]
  const told = rows.flatMap(([, fine = '', reason, code]) =>
    (fine.split(' — ')[0] ?? '').split(', ').map((name) => [name, `${reason} ${code}`] as const),
  )
  const known = Object.entries(publicAnswers).map(([name, { reason, responseCode }]) => [
    name,
    `${reason} ${responseCode}`,
  ])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known))
})

test('it ends with its changes, each with its day', () => {
  const [changes = ''] = sections.slice(-1)
  expect(changes.startsWith('Changes\n')).toBe(true)
  for (const line of changes.trim().split('\n').slice(1)) expect(line).toMatch(/^- 20\d\d-\d\d-\d\d · \S/)
})
