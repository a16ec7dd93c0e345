import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pino from 'pino'
import { applyCustomerChanges } from '#server/customers/apply-customer-changes.ts'
import { readCustomerLines } from '#server/customers/read-customer-lines.ts'
import { bodyMac, readChannelKeys } from '#server/keys.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import { openRunningSystem, runTool } from './open-running-system.ts'

const CHANGES_AT_ONCE = 200

/** Core banking's feed from a file: npm run import-customers -- customers.csv (columns as in docs/operations). */
await runTool(async () => {
  const file = process.argv[2]
  if (!file) throw new Error('Name the file: npm run import-customers -- customers.csv')
  const changes = readCustomerLines(readFileSync(file, 'utf8'))
  const { pool, keysFile } = openRunningSystem('channel')
  const keys = readChannelKeys(keysFile)
  const { policy, stop } = await watchPolicy(pool)
  const services = {
    pool,
    keys,
    policy,
    log: pino({ level: 'silent' }),
    institution: { name: '', supportPhone: '' },
    demo: false,
  }
  let applied = 0
  try {
    for (let start = 0; start < changes.length; start += CHANGES_AT_ONCE) {
      const requestId = randomUUID()
      const nowMs = Date.now()
      const ctx = {
        actor: { kind: 'system' as const, name: 'import-customers' },
        requestId,
        ip: null,
        userAgent: null,
        nowMs,
      }
      const key = {
        clientId: 'import-customers',
        requestId,
        bodyMac: bodyMac(keys, 'FILE', file, Buffer.from(requestId)),
        nowMs,
        keptSeconds: 86_400,
      }
      const { body } = await applyCustomerChanges(
        services,
        ctx,
        { requestId, changes: changes.slice(start, start + CHANGES_AT_ONCE) },
        key,
      )
      const answer = body as { applied: number; refused: { index: number; code: string }[] }
      applied += answer.applied
      for (const { index, code } of answer.refused) process.stderr.write(`customer ${start + index + 1}: ${code}\n`)
    }
  } finally {
    stop()
    await pool.end()
  }
  process.stdout.write(`${applied} of ${changes.length} customers taken over\n`)
  if (applied < changes.length) process.exitCode = 1
})
