import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseMobile } from '#domain/enrollment/mobile.ts'
import { totp } from '#domain/otp/otp.ts'
import { findDemoBindings } from '#server/activations/demo-binding-repository.ts'
import { whoeverOwns } from '#server/key-file.ts'
import { readChannelKeys } from '#server/keys.ts'
import { unseal } from '#server/sealing.ts'
import { openRunningSystem, runTool } from './open-running-system.ts'

/** `npm run otp -- app-active`: the code that a demo installation shows now. Takes a persona, a mobile or a device id. */
await runTool(async () => {
  const wanted = process.argv[2]
  if (!wanted) throw new Error('Say whose code: npm run otp -- app-active, a mobile or a device id.')
  const { pool, dataFolder, keysFile } = openRunningSystem('owner')
  try {
    const bindings = await findDemoBindings(pool, {
      deviceId: /^[0-9a-f-]{36}$/.test(wanted) ? wanted : null,
      mobile: mobileOf(wanted, dataFolder),
    })
    if (bindings.length === 0) throw new Error(`No active demo installation for "${wanted}".`)
    const keys = readChannelKeys(keysFile, whoeverOwns(keysFile))
    for (const { activationId, keyId, sealed, digits, model, last4, pinKind } of bindings) {
      const secret = unseal(
        keys,
        { table: 'enrollment_secret', column: 'sealed', recordId: activationId },
        keyId,
        sealed,
      )
      const code = totp({ secret, atMs: Date.now(), periodSeconds: 60, t0Seconds: 0, digits, algorithm: 'SHA256' })
      process.stdout.write(`${code}  card …${last4}, ${pinKind} PIN, ${model}\n`)
    }
  } finally {
    await pool.end()
  }
})

function mobileOf(wanted: string, dataFolder: string): string | null {
  const parsed = parseMobile(wanted)
  if (parsed.ok) return parsed.e164
  const personas = JSON.parse(readFileSync(join(dataFolder, 'demo-customers.json'), 'utf8')) as {
    persona: string
    mobile: string | null
  }[]
  return personas.find(({ persona }) => persona === wanted)?.mobile ?? null
}
