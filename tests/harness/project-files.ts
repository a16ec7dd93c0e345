import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../scripts/project-root.ts'

const notOurs = new Set(['.git', '.next', '.data', 'node_modules', 'test-results', 'playwright-report', 'generated'])

/** The project's own files, as paths from its root, without what programs make. */
export function listProjectFiles(pattern = /./): string[] {
  return listFolder('').filter((file) => pattern.test(file))
}

export function listTopLevelFolders(): string[] {
  return readdirSync(inProject(), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !notOurs.has(entry.name) && !entry.name.startsWith('.') ? [entry.name] : [],
  )
}

export function readProjectFile(file: string): string {
  return readFileSync(inProject(file), 'utf8')
}

function listFolder(folder: string): string[] {
  return readdirSync(inProject(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : listFolder(path)
    return entry.isFile() ? [path] : []
  })
}
