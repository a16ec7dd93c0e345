import { defaultPolicy, type Policy } from '#domain/policy.ts'
import type { Pool } from '#server/database.ts'
import { findPolicyOverrides } from '#server/policy/repository.ts'

export type PolicyWatch = { policy: () => Policy; stop: () => void }

/** The defaults with the database's overrides over them, read at start and then every second. */
export async function watchPolicy(pool: Pool): Promise<PolicyWatch> {
  let policy = await readPolicy(pool)
  const timer = setInterval(() => {
    readPolicy(pool).then(
      (fresh) => {
        policy = fresh
      },
      () => {},
    )
  }, 1_000)
  timer.unref()
  return { policy: () => policy, stop: () => clearInterval(timer) }
}

async function readPolicy(pool: Pool): Promise<Policy> {
  return { ...defaultPolicy, ...(await findPolicyOverrides(pool)) } as Policy
}
