import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { noTotals, type Totals } from './test-totals.ts'

/** What git calls changed or untracked, each path with its state and its content's hash. */
export type Tree = ReadonlyMap<string, string>

/** Undefined where `root` is no checkout of its own, or there is no git. */
export function readTree(root: string): Tree | undefined {
  if (!existsSync(join(root, '.git'))) return undefined
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 } as const
  const { status, stdout } = spawnSync(
    'git',
    ['--no-optional-locks', 'status', '--porcelain', '-z', '-uall', '--no-renames'],
    options,
  )
  if (status !== 0) return undefined
  const entries = stdout.split('\0').filter((entry) => entry !== '')
  return new Map(entries.map((entry) => [entry.slice(3), `${entry.slice(0, 2)} ${hashOf(join(root, entry.slice(3)))}`]))
}

/** One check: the tree is as it was, with whatever its owner had changed in it. */
export function compareTrees(before: Tree, after: Tree | undefined): Totals {
  const changed = listChanges(before, after ?? new Map())
  if (changed.length === 0) return { ...noTotals, passed: 1 }
  process.stdout.write(`Changed in the checkout since the tests began:\n${changed.join('\n')}\n`)
  return { ...noTotals, failed: 1 }
}

export function listChanges(before: Tree, after: Tree): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths.filter((path) => before.get(path) !== after.get(path))
}

function hashOf(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return ''
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
