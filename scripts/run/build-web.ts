import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runPrisma } from '../database/prisma-command.ts'
import { inProject } from '../project-root.ts'
import { runOneOff } from './one-off.ts'

const sources = [
  'app',
  'components',
  'domain',
  'server',
  'messages',
  'public',
  'prisma/schema.prisma',
  'proxy.ts',
  'instrumentation.ts',
]
const settings = ['package-lock.json', 'package.json', 'next.config.js', 'tsconfig.json', 'postcss.config.mjs']

/** Makes prisma/generated unless it was made from the present schema. */
export async function generateDatabaseClient(): Promise<void> {
  const made = inProject('prisma', 'generated', '.made-from')
  const wanted = hashOf(['prisma/schema.prisma', 'package-lock.json'])
  if (existsSync(made) && readFileSync(made, 'utf8') === wanted) return
  await runPrisma({ args: ['generate'] })
  writeFileSync(made, wanted)
}

/** Runs `next build` unless .next was built from the present sources. */
export async function buildWeb(log: string): Promise<void> {
  const made = inProject('.next', 'made-from')
  const wanted = hashOf([...sources, ...settings])
  if (existsSync(made) && readFileSync(made, 'utf8') === wanted) return
  if (!existsSync(inProject('app'))) throw new Error('There is no app/ folder to build the web from.')
  process.stderr.write('Building the web…\n')
  const next = inProject('node_modules', 'next', 'dist', 'bin', 'next')
  await runOneOff({ what: 'next build', args: [next, 'build'], log })
  writeFileSync(made, wanted)
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => listFiles(path)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path: string): string[] {
  const full = inProject(path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(full).flatMap((name) => listFiles(join(path, name)))
}
