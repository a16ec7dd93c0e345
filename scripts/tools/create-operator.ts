import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createOperator } from '#server/operators/create-operator.ts'
import { openRunningSystem, runTool } from './open-running-system.ts'

/** The first operators of a real installation: npm run create-operator -- --username u --name "…" --role admin [--branch 0101]. */
await runTool(async () => {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      branch: { type: 'string' },
      'branch-name': { type: 'string' },
    },
  })
  const { pool } = openRunningSystem('owner')
  const password = randomBytes(15).toString('base64url')
  try {
    const { username, signInCode } = await createOperator(pool, {
      ...values,
      branchName: values['branch-name'],
      password,
      nowMs: Date.now(),
    })
    process.stdout.write(
      `${username} may sign in with: ${password}\nCode for the first sign-in, should strangers have shut the account (24 hours): ${signInCode.code}\nNeither is kept anywhere: write them down now.\n`,
    )
  } finally {
    await pool.end()
  }
})
