import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { inProject } from '../scripts/project-root.ts'

const code = `const { register } = await import('./instrumentation.ts'); await register(); setInterval(() => {}, 1000)`
const given = { DATABASE_URL: 'postgresql://x', WEB_KEYS_FILE: 'keys', INSTITUTION_NAME: 'x', SUPPORT_PHONE: '1500' }

test('an address of the web that is no host ends the process and says what to write', () => {
  for (const wrong of ['javascript:1', 'https://u:p@staff.example', 'https://staff.example/x?y']) {
    const env = {
      ...given,
      NEXTAUTH_URL: wrong,
      NEXTAUTH_SECRET: 'x'.repeat(32),
      NEXT_RUNTIME: 'nodejs',
      NODE_ENV: 'test',
    }
    const started = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: inProject('.'),
      env: env as NodeJS.ProcessEnv,
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect([started.status, started.stderr]).toEqual([
      1,
      expect.stringContaining('NEXTAUTH_URL is wrong: must be http'),
    ])
  }
}, 200_000)
