import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inProject } from '../scripts/project-root.ts'
import { listProjectFiles, readProjectFile } from './harness/project-files.ts'

const papers = listProjectFiles().filter((file) => file.endsWith('.md'))
const root = /^(app|channel|components|deploy|docs|domain|e2e|messages|prisma|scripts|server|tests|worker)\//
// What has no end is a folder or a file of any of these.
const ends = ['', '.ts', '.tsx', '.mjs', '.test.ts', '.server.test.ts', '.spec.ts']

test('every link of the papers leads somewhere', () => {
  const dead = papers.flatMap((paper) =>
    [...readProjectFile(paper).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(inProject(dirname(paper), target)))
      .map((target) => `${paper}: ${target}`),
  )
  expect(dead).toEqual([])
})

test('every file and folder that the papers name is there', () => {
  const named = papers.flatMap((paper) =>
    [...readProjectFile(paper).matchAll(/`([\w./[\]()-]+)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => root.test(path))
      .filter((path) => !ends.some((end) => existsSync(inProject(path + end))))
      .map((path) => `${paper}: ${path}`),
  )
  expect(named).toEqual([])
})

test('the index names every decision, by its title', () => {
  const index = readProjectFile(join('docs', 'README.md'))
  for (const file of readdirSync(inProject('docs', 'decisions'))) {
    const title = readProjectFile(join('docs', 'decisions', file))
      .split('\n', 1)[0]
      ?.replace(/^# /, '')
    expect(index).toContain(`[${title}](decisions/${file.replace(/\.md$/, '')}.md)`)
  }
})
