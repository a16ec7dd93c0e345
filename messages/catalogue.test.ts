import { expect, test } from 'vitest'
import { catalogues } from './catalogue.ts'

function pathsOf(node: unknown, path = ''): string[] {
  if (typeof node === 'string') return [path]
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) => pathsOf(value, `${path}.${key}`))
}

function argumentsOf(node: unknown, path = ''): Record<string, string[]> {
  if (typeof node === 'string')
    return { [path]: [...node.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((m) => m[1] ?? '').sort() }
  return Object.assign(
    {},
    ...Object.entries(node as object).map(([key, value]) => argumentsOf(value, `${path}.${key}`)),
  )
}

test('every message exists in both languages', () => {
  expect(pathsOf(catalogues.fa).sort()).toEqual(pathsOf(catalogues.en).sort())
})

test('both languages of a message take the same arguments', () => {
  expect(argumentsOf(catalogues.fa)).toEqual(argumentsOf(catalogues.en))
})

test('no message is empty', () => {
  for (const catalogue of Object.values(catalogues)) {
    expect(JSON.stringify(catalogue)).not.toContain('""')
  }
})
