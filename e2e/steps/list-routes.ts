import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Every page of the app folder as an address pattern, so that a new page cannot be forgotten: `/customers/[customerId]`. */
export function listRoutes(): string[] {
  const app = fileURLToPath(new URL('../../app', import.meta.url))
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/(^|\/)page\.tsx$/, '')}`.replace(/\/\([^)]+\)/g, '') || '/')
    .sort()
}
