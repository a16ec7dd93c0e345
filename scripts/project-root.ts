import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

export function inProject(...parts: string[]): string {
  return join(projectRoot, ...parts)
}
