import { expect, test } from 'vitest'
import { listProjectFiles, listTopLevelFolders, readProjectFile } from './harness/project-files.ts'

const sources = listProjectFiles(/\.(ts|tsx|mjs|cjs|js)$/).filter((file) => file !== 'next-env.d.ts')
const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$|^(tests|e2e)\//.test(file)
const linesOf = (file: string): number => readProjectFile(file).trimEnd().split('\n').length

test('no source file is over 250 lines, no test over 400', () => {
  const tooLong = sources.filter((file) => linesOf(file) > (isTest(file) ? 400 : 250))
  expect(tooLong.map((file) => `${file}: ${linesOf(file)}`)).toEqual([])
})

test('half of the source files have at most 60 lines, nine of ten at most 150', () => {
  const lengths = sources
    .filter((file) => !isTest(file))
    .map(linesOf)
    .sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(60)
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(150)
})

test('nothing is left to be done later, and no test is switched off', () => {
  const leftOver = new RegExp(
    `\\b(${['TO', 'FIX'].map((word) => `${word}${word === 'TO' ? 'DO' : 'ME'}`).join('|')})\\b`,
  )
  const switchedOff = /\b(it|test|describe)\.(only|todo|skip)\(['"`]/
  const files = [...sources, ...listProjectFiles(/\.(md|css|sql|prisma)$/)]
  const found = files.filter((file) => leftOver.test(readProjectFile(file)) || switchedOff.test(readProjectFile(file)))
  expect(found).toEqual([])
})

const physical =
  /(?<=[\s"'`:])-?(?:(?:ml|mr|pl|pr|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|scroll-[mp][lr])-(?:\d|\[|px|auto|full|none|xs|sm|md|lg|xl)|(?:text|float|clear)-(?:left|right)(?=[\s"'`]))/

test.each(['ml-2', '-mr-4', 'pl-px', 'left-0', 'text-left', 'rounded-tl-md', 'md:pr-3'])(
  '%s is a physical class',
  (name) => {
    expect(physical.test(`<p className="flex ${name} gap-2">`)).toBe(true)
  },
)

test.each(['ms-2', 'ps-4', 'start-0', 'text-start', 'flow-root', 'xl-1', 'left-hand'])(
  '%s is no physical class',
  (name) => {
    expect(physical.test(`<p className="flex ${name} gap-2">`)).toBe(false)
  },
)

test('pages and components name no physical direction, so that they stand right in both scripts', () => {
  const files = listProjectFiles(/^(app|components)\/.*\.tsx?$/)
  const found = files.flatMap((file) =>
    readProjectFile(file)
      .split('\n')
      .flatMap((line, index) => (physical.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})

test('the top level has only the folders that the architecture names', () => {
  const product = ['app', 'channel', 'worker', 'domain', 'server', 'components', 'messages', 'prisma', 'public']
  const allowed = [...product, 'e2e', 'tests', 'scripts', 'docs', 'deploy']
  expect(listTopLevelFolders().filter((folder) => !allowed.includes(folder))).toEqual([])
})

const persianFiles = listProjectFiles(/^messages\/(.+\.)?fa\.json$/)
// What customers see is Persian and has no twin: the app, its help, and the machines that the demo stands in for.
const forCustomers = ['rima-app', 'rima-help', 'simulator-machines'].map((name) => `messages/${name}.fa.json`)
const translated = persianFiles.filter((file) => !forCustomers.includes(file))

test.each(translated)('%s and its English twin have the same keys', (file) => {
  expect(keysOf(file.replace('fa.json', 'en.json'))).toEqual(keysOf(file))
})

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readProjectFile('package.json'))
  const all: [string, string][] = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([])
})

function keysOf(file: string): string[] {
  const paths = (value: unknown, path: string): string[] =>
    value && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => paths(inner, `${path}.${key}`))
      : [path]
  return paths(JSON.parse(readProjectFile(file)), '').sort()
}
