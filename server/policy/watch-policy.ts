import { defaultPolicy, type Policy } from '#domain/operator/policy.ts'
import { validatePolicy } from '#domain/operator/validate-policy.ts'
import type { Pool } from '#server/database.ts'
import { findPolicyOverrides } from '#server/policy/repository.ts'

export type PolicyWatch = { policy: () => Policy; stop: () => void }

class UnlawfulPolicy extends Error {}

/**
 * The defaults with the database's overrides over them, read at start and then every second. Figures outside their ranges are
 * not obeyed: the last lawful ones stay in force, and `complain` hears of it once.
 * @throws Error when what is found at start is outside its ranges
 */
export async function watchPolicy(pool: Pool, complain: (what: string) => void = () => {}): Promise<PolicyWatch> {
  let policy = await readPolicy(pool)
  let heard: string | null = null
  const timer = setInterval(() => {
    readPolicy(pool).then(
      (fresh) => {
        policy = fresh
        heard = null
      },
      (error: Error) => {
        if (!(error instanceof UnlawfulPolicy) || error.message === heard) return
        heard = error.message
        complain(error.message)
      },
    )
  }, 1_000)
  timer.unref()
  return { policy: () => policy, stop: () => clearInterval(timer) }
}

async function readPolicy(pool: Pool): Promise<Policy> {
  const verdict = validatePolicy(defaultPolicy, await findPolicyOverrides(pool))
  if (verdict.ok) return verdict.policy
  const wrong = verdict.errors.map(({ key, code }) => `${key} (${code})`).join(', ')
  throw new UnlawfulPolicy(`The policy in the database is not obeyed, it is outside its ranges: ${wrong}`)
}
