import type { CodeMatch } from '#domain/operator/proof.ts'
import { listTotpSteps } from '#domain/otp/list-totp-steps.ts'
import { timeStep } from '#domain/otp/otp.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'
import type { ProvingApp } from '#server/proofs/provable-repository.ts'
import { unseal } from '#server/sealing.ts'
import type { ChannelServices } from '#server/services.ts'

export type AppCodeMatch = { match: CodeMatch; app: ProvingApp | null; timeStep: number | null }

const best: readonly CodeMatch[] = ['right', 'used', 'drifted', 'wrong']

/** Whose code this is, as a payment would take it: a fresh step within the window around the learned drift. */
export function matchAppCode(
  services: ChannelServices,
  apps: readonly ProvingApp[],
  typed: { code: string; nowMs: number },
): AppCodeMatch {
  const found = apps.flatMap((app) => listMatches(services, app, typed))
  found.sort((a, b) => best.indexOf(a.match) - best.indexOf(b.match))
  return found[0] ?? { match: 'wrong', app: null, timeStep: null }
}

function listMatches(
  { keys, policy }: ChannelServices,
  app: ProvingApp,
  { code, nowMs }: { code: string; nowMs: number },
): AppCodeMatch[] {
  const { appPeriodSeconds: periodSeconds, appWindowSteps, diagnosisWindowSteps: windowSteps } = policy()
  const time = { atMs: nowMs, periodSeconds, t0Seconds: 0 }
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: app.activationId }
  const secret = unseal(keys, place, app.keyId, app.sealed)
  const typed = readTypedCode(code)
  const steps = listTotpSteps({ ...time, secret, digits: app.digits, algorithm: 'SHA256', windowSteps, code: typed })
  return steps.map((step) => {
    const isFresh = step > (app.lastTimeStep ?? Number.NEGATIVE_INFINITY)
    const isInWindow = Math.abs(step - timeStep(time) - app.driftSteps) <= appWindowSteps
    return { match: !isFresh ? 'used' : isInWindow ? 'right' : 'drifted', app, timeStep: step }
  })
}
