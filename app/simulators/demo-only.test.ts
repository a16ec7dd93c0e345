import { readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'

class NotFound extends Error {}
vi.mock('next/navigation.js', () => ({ notFound: () => raise(), usePathname: () => '/' }))
vi.mock('next/navigation', () => ({ notFound: () => raise(), usePathname: () => '/' }))
vi.mock('next/server', () => ({ connection: async () => undefined }))
vi.mock('next/link', () => ({ default: () => null }))
vi.mock('next/headers', () => ({ cookies: async () => new Map() }))
vi.mock('#app/services.ts', () => ({ web: async () => ({ demo: false }) }))

function raise(): never {
  throw new NotFound()
}

const here = new URL('.', import.meta.url)
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
const pages = files.filter((file) => /(^|\/)(page|layout)\.tsx$/.test(file))
const actions = files.filter((file) => /(^|\/)(actions|choose-customer)\.ts$/.test(file))

test('there are pages and actions to try', () => {
  expect(pages.length).toBeGreaterThanOrEqual(5)
  expect(actions.length).toBeGreaterThanOrEqual(4)
})

test.each(pages)('outside the demo %s is not found', async (file) => {
  const { default: Page } = await import(new URL(file, here).href)
  await expect(Page({ children: null })).rejects.toThrow(NotFound)
})

test.each(actions)('outside the demo no action of %s does anything', async (file) => {
  const exported = Object.values(await import(new URL(file, here).href)) as ((input: unknown) => Promise<unknown>)[]
  expect(exported.length).toBeGreaterThan(0)
  for (const action of exported) await expect(action(new FormData())).rejects.toThrow(NotFound)
})
