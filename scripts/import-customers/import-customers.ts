import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { whoeverOwns } from '#server/key-file.ts'
import { readChannelKeys } from '#server/keys.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import { openRunningSystem, runTool } from '../tools/open-running-system.ts'
import { applyLines } from './apply-lines.ts'
import { openReport } from './open-report.ts'
import { takeOverFile } from './take-over-file.ts'
import { workInHalves } from './work-in-halves.ts'

const usage = 'npm run import-customers -- customers.csv [--report refused.csv]'

/**
 * Core banking's feed from a file (columns, words and exit codes: docs/operations). Exit code 0: every line was taken
 * over; 2: the others were, these are in the report; 1: it stopped.
 */
await runTool(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { report: { type: 'string' } } })
  const [file] = positionals
  if (!file || positionals.length > 1) throw new Error(`Name one file: ${usage}`)
  const report = openReport(file, values.report)
  const { pool, keysFile } = openRunningSystem('channel')
  const keys = readChannelKeys(keysFile, whoeverOwns(keysFile))
  const { policy, stop } = await watchPolicy(pool)
  const log = pino({ level: 'silent' })
  const services = { pool, keys, policy, log, institution: { name: '', supportPhone: '' }, demo: false }
  try {
    const { taken, refused } = await takeOverFile(file, {
      apply: (changes) =>
        workInHalves(changes, (some) =>
          applyLines(services, { changes: [...some], requestId: randomUUID(), nowMs: Date.now() }),
        ),
      refuse: report.add,
    })
    process.stdout.write(`${taken} of ${taken + refused} lines taken over\n`)
    if (refused === 0) return
    process.stderr.write(`${refused} left out, named in ${report.file}\n`)
    process.exitCode = 2
  } finally {
    report.close()
    stop()
    await pool.end()
  }
})
