import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from '../../../scripts/project-root.ts'

export type Break = {
  name: string
  /** Each must be found somewhere under server/, and is replaced wherever it is. */
  replacements: readonly { find: string; by: string }[]
}

const folders = ['channel', 'domain', 'messages', 'server', 'prisma/generated', 'prisma/migrations']

/** A copy of the channel server's sources with something deliberately wrong in it; the product has no switch for that. */
export function breakProduct({ name, replacements }: Break): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'ramzban-broken-'))
  for (const folder of folders) cpSync(inProject(folder), join(root, folder), { recursive: true })
  cpSync(inProject('package.json'), join(root, 'package.json'))
  symlinkSync(inProject('node_modules'), join(root, 'node_modules'))
  for (const { find, by } of replacements) {
    const files = listFiles(join(root, 'server')).filter((file) => readFileSync(file, 'utf8').includes(find))
    if (files.length === 0)
      throw new Error(
        `For "${name}", "${find}" is replaced, but nothing under server/ says it: name what took its place.`,
      )
    for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(find, by))
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
}
