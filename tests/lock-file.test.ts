import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isInstalled } from '../scripts/launch/is-installed.mjs'
import { compareTrees, listChanges, readTree } from '../scripts/test/compare-trees.ts'
import { readProjectFile } from './harness/project-files.ts'

type Locked = {
  version?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

test('the lock names every package, those for other machines too, so that installing writes nothing', () => {
  expect(listMissing(JSON.parse(readProjectFile('package-lock.json')).packages)).toEqual([])
})

test('a lock without the binary for another machine is noticed', () => {
  const { packages } = JSON.parse(readProjectFile('package-lock.json'))
  const { 'node_modules/@biomejs/cli-darwin-arm64': _, ...incomplete } = packages
  expect(listMissing(incomplete)).toEqual(['@biomejs/cli-darwin-arm64 for node_modules/@biomejs/biome'])
})

test('the lock’s own package asks for what package.json asks for', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readProjectFile('package.json'))
  const root = JSON.parse(readProjectFile('package-lock.json')).packages['']
  expect(root).toMatchObject({ dependencies, devDependencies, optionalDependencies })
})

describe('what is installed', () => {
  const lock = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
    'node_modules/for-windows': { version: '3.0.0', optional: true },
  }
  const present = { 'node_modules/a': lock['node_modules/a'], 'node_modules/b': lock['node_modules/b'] }
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ramzban-installed-'))
    write('package-lock.json', { packages: lock })
    write('node_modules/.package-lock.json', { packages: present })
    for (const path of Object.keys(present)) write(join(path, 'package.json'), {})
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('by npm, for this machine, needs no installing', () => expect(isInstalled(root)).toBe(true))

  test.each<[string, () => void]>([
    ['nothing', () => rmSync(join(root, 'node_modules'), { recursive: true })],
    ['what an interrupted removal left', () => rmSync(join(root, 'node_modules', 'b'), { recursive: true })],
    ['no list by npm', () => rmSync(join(root, 'node_modules', '.package-lock.json'))],
    ['another version', () => write('node_modules/.package-lock.json', { packages: withB({ version: '2.0.1' }) })],
    ['another file', () => write('node_modules/.package-lock.json', { packages: withB({ integrity: 'sha512-x' }) })],
    [
      'one too few',
      () => write('node_modules/.package-lock.json', { packages: { 'node_modules/a': present['node_modules/a'] } }),
    ],
    [
      'one too many',
      () => write('package-lock.json', { packages: { '': {}, 'node_modules/a': lock['node_modules/a'] } }),
    ],
  ])('being %s, is not what the lock names', (_, change) => {
    change()
    expect(isInstalled(root)).toBe(false)
  })

  function withB(change: object): object {
    return { ...present, 'node_modules/b': { ...lock['node_modules/b'], ...change } }
  }

  function write(path: string, content: object): void {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), JSON.stringify(content))
  }
})

describe('a checkout', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ramzban-tree-'))
    for (const name of ['kept', 'edited', 'رمز بان']) writeFileSync(join(root, name), name)
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid']
    execFileSync('git', ['init', '-q'], { cwd: root })
    execFileSync('git', ['add', '.'], { cwd: root })
    execFileSync('git', [...identity, 'commit', '-qm', 'x'], { cwd: root })
    writeFileSync(join(root, 'edited'), 'by its owner')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test.each<[string, string, () => void]>([
    ['a tracked file changed', 'kept', () => writeFileSync(join(root, 'kept'), 'x')],
    ['a file changed once more', 'edited', () => writeFileSync(join(root, 'edited'), 'by a test')],
    ['a tracked file gone', 'رمز بان', () => rmSync(join(root, 'رمز بان'))],
    ['a file left', 'left/new', () => leave('left/new')],
    ['an edit undone', 'edited', () => writeFileSync(join(root, 'edited'), 'edited')],
  ])('with %s is not as it was', (_, path, change) => {
    const before = readTree(root)
    change()
    expect(listChanges(before ?? new Map(), readTree(root) ?? new Map())).toEqual([path])
  })

  test('that nobody touched is as it was, edits of its owner and all', () => {
    const before = readTree(root)
    expect([...(before?.keys() ?? [])]).toEqual(['edited'])
    expect(compareTrees(before ?? new Map(), readTree(root))).toMatchObject({ passed: 1, failed: 0 })
  })

  test('is not what a folder without .git is', () => {
    rmSync(join(root, '.git'), { recursive: true })
    expect(readTree(root)).toBeUndefined()
  })

  function leave(path: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
  }
})

/** Names that a package of the lock may want installed and that Node would not find from its place. */
function listMissing(packages: Record<string, Locked>): string[] {
  return Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !placesSeenFrom(place).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${name} for ${place || 'this project'}`),
  )
}

function placesSeenFrom(place: string): string[] {
  const parts = place.split('/node_modules/')
  const folders = parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/`)
  return [...(place === '' ? [] : folders), '']
}
