import { parseArgs } from 'node:util'
import { issueSignInCodeAtConsole } from '#server/operators/issue-sign-in-code-at-console.ts'
import { openRunningSystem, runTool } from './open-running-system.ts'

/** A way in for whose account is shut to unknown browsers: npm run sign-in-code -- --username u. */
await runTool(async () => {
  const { values } = parseArgs({ options: { username: { type: 'string' } } })
  if (values.username === undefined) throw new Error('give --username')
  const { pool } = openRunningSystem('owner')
  try {
    const { code } = await issueSignInCodeAtConsole(pool, { username: values.username, nowMs: Date.now() })
    process.stdout.write(
      `Sign-in code, good once and for 24 hours, beside the password: ${code}\nIt is not kept anywhere.\n`,
    )
  } finally {
    await pool.end()
  }
})
