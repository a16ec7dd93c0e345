import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { inProject, projectRoot } from '../project-root.ts'

type Command = { args: string[]; databaseUrl?: string }

/** Runs the Prisma CLI with the schema engine from npm; rejects with its whole output when it fails. */
export function runPrisma({ args, databaseUrl }: Command): Promise<string> {
  const environment = {
    ...process.env,
    PATH: `${inProject('node_modules', '.bin')}${delimiter}${process.env.PATH}`,
    PRISMA_SCHEMA_ENGINE_BINARY: inProject('scripts', 'database', 'schema-engine.mjs'),
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    ...describeDatabase(databaseUrl ?? 'postgresql://nobody@127.0.0.1:1/none'),
  }
  return new Promise((resolve, reject) => {
    const cli = inProject('node_modules', 'prisma', 'build', 'index.js')
    const child = spawn(process.execPath, [cli, ...args], { cwd: projectRoot, env: environment, stdio: 'pipe' })
    let output = ''
    child.stdin.end()
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`prisma ${args.join(' ')} ended with ${code}:\n${output}`))
    })
  })
}

/** The CLI hands the address to its engine on the command line, which every user of the machine can read. */
export function describeDatabase(databaseUrl: string): { DATABASE_URL: string; PGPASSWORD: string } {
  const url = new URL(databaseUrl)
  const PGPASSWORD = decodeURIComponent(url.password)
  url.password = ''
  return { DATABASE_URL: url.href, PGPASSWORD }
}
