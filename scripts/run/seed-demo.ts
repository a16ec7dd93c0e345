import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../project-root.ts'
import { runOneOff } from './one-off.ts'

type Seeding = { environment: Record<string, string | undefined>; logFolder: string }

/** Runs prisma/seed.ts, which makes the demo's customers once and refuses a database that holds others. */
export async function seedDemo({ environment, logFolder }: Seeding): Promise<void> {
  const seed = inProject('prisma', 'seed.ts')
  if (!existsSync(seed)) {
    process.stderr.write('prisma/seed.ts is missing: the demo starts without data.\n')
    return
  }
  await runOneOff({ what: 'Seeding the demo', args: [seed], environment, log: join(logFolder, 'seed.log') })
}
