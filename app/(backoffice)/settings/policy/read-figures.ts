import type { Policy, PolicyKey } from '#domain/operator/policy.ts'
import { policyRanges } from '#domain/operator/validate-policy.ts'
import { plainDigits } from '#domain/text/fold-every-digit.ts'

type Changes = Partial<Record<PolicyKey, number | number[]>>

/** The figures of the form that are not what the policy has; what is no figure stays what it is, for the rule to name. */
export function readFigures(form: FormData, policy: Policy): Changes {
  const changes: Changes = {}
  for (const key of Object.keys(policyRanges) as PolicyKey[]) {
    const typed = form.get(`figure-${key}`)
    if (typeof typed !== 'string') continue
    const figures = plainDigits(typed)
      .split(/[\s,،]+/)
      .filter(Boolean)
      .map(Number)
    const now = policy[key]
    const wished = typeof now === 'number' ? (figures.length === 1 ? (figures[0] ?? Number.NaN) : Number.NaN) : figures
    if (JSON.stringify(wished) !== JSON.stringify(now)) changes[key] = wished
  }
  return changes
}
