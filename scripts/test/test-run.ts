import { mkdirSync, rmSync } from 'node:fs'
import { inProject, projectRoot } from '../project-root.ts'
import { generateDatabaseClient } from '../run/build-web.ts'
import { compareTrees, readTree } from './compare-trees.ts'
import { installTestTools } from './install-test-tools.ts'
import { runStages, type Stage } from './run-stages.ts'
import { checkStage, mutationStage, playwrightStage, vitestStage } from './test-stages.ts'
import type { Totals } from './test-totals.ts'

const resultsFolder = inProject('test-results')
const isLong = process.argv.includes('--long')
if (isLong) process.env.RAMZBAN_LONG = '1'
rmSync(resultsFolder, { recursive: true, force: true })
mkdirSync(resultsFolder)
const treeBefore = readTree(projectRoot)

const stages: Stage[] = [
  ['tools', installTestTools],
  ['generate', generate],
  ['lint', () => checkStage({ name: 'lint', program: '@biomejs/biome/bin/biome', args: ['check', '.'] })],
  ['types', () => checkStage({ name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] })],
  ['unit, server and whole repository', () => vitestStage({ resultsFolder })],
  ['e2e', () => playwrightStage({ resultsFolder })],
]
if (isLong) stages.push(['mutation', mutationStage])
if (treeBefore) stages.push(['tree', async () => compareTrees(treeBefore, readTree(projectRoot))])
await runStages(stages)

async function generate(): Promise<Totals> {
  await generateDatabaseClient()
  const routes = await checkStage({ name: 'routes', program: 'next/dist/bin/next', args: ['typegen'] })
  return { ...routes, passed: 0 }
}
