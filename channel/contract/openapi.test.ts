import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { routes } from '#channel/routes.ts'
import { describeApi, refusalsOf } from './openapi.ts'
import type { Page } from './page.ts'
import { renderDocsPage } from './render-docs-page.ts'

const page: Page = {
  path: '/metrics',
  summary: 'Measurements',
  contentType: 'text/plain; version=0.0.4',
  render: () => '',
}
const document = describeApi(routes, [page])
const template = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}')
const operationOf = ({ method, path }: (typeof routes)[number]) =>
  document.paths[template(path)]?.[method.toLowerCase()]

test('every call that the server answers is in the document, and nothing else', () => {
  const answered = [...routes.map(({ method, path }) => `${method.toLowerCase()} ${template(path)}`), 'get /metrics']
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(described.toSorted()).toEqual(answered.toSorted())
  expect(new Set(answered).size).toBe(answered.length)
})

test('every file of routes is in the list', () => {
  const folder = fileURLToPath(new URL('../routes', import.meta.url))
  const groups = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.'),
  )
  expect(groups.length).toBeGreaterThanOrEqual(7)
  const prefixes = ['/v1/atm/', '/v1/app/', '/v1/gateway/', '/v1/sms/', '/v1/core/', '/v1/backoffice/', '/healthz']
  expect(prefixes.filter((prefix) => !routes.some(({ path }) => path.startsWith(prefix)))).toEqual([])
})

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s lies under its caller’s prefix, and its document tells its body, its answers and its refusals',
  (_name, route) => {
    const prefix = {
      atm: '/v1/atm/',
      gateway: '/v1/gateway/',
      sms: '/v1/sms/',
      core: '/v1/core/',
      backoffice: '/v1/backoffice/',
      device: '/v1/app/',
      none: '/',
    }
    expect(route.path.startsWith(prefix[route.caller])).toBe(true)
    const operation = operationOf(route)
    expect(operation?.requestBody !== undefined).toBe(route.method === 'POST')
    if (route.method === 'POST') expect(JSON.stringify(operation?.requestBody)).toContain('"requestId"')
    const statuses = [...Object.keys(route.answers), ...refusalsOf(route).map(({ status }) => String(status))]
    expect(Object.keys(operation?.responses ?? {}).toSorted()).toEqual([...new Set(statuses)].toSorted())
    for (const { status, code } of refusalsOf(route))
      expect(operation?.responses[status]?.description).toContain(`\`${code}\``)
  },
)

test('a signed call needs the three headers of a signature, and an operator’s the session', () => {
  for (const route of routes) {
    const names = JSON.stringify(operationOf(route)?.parameters ?? [])
    expect(names.includes('/signatureInput')).toBe(route.caller !== 'none')
    expect(names.includes('/operatorSession')).toBe(route.caller === 'backoffice' && !route.withoutOperator)
  }
})

test('references lead somewhere', () => {
  const names = [...JSON.stringify(document).matchAll(/"#\/([^"]+)"/g)].map(([, path]) => path ?? '')
  for (const name of new Set(names)) {
    const found = name.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document)
    expect(found, name).toBeDefined()
  }
})

test('the page to read names every call and loads nothing from elsewhere', () => {
  const html = renderDocsPage(document)
  for (const { path } of routes) expect(html).toContain(template(path))
  expect(html).not.toMatch(/<script|<link|<img|src=|url\(/)
})
