import { hash, verify } from '@node-rs/argon2'
import { canonicalPassword, passwordReadings } from '#domain/operator/sign-in-text.ts'

/** OWASP's least figures for Argon2id; @node-rs/argon2's default algorithm. */
export const passwordHashing = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const nobodysHash = hash('nobody has this password', passwordHashing)

/** Of the canonical form, so that it opens in digits of any script. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonicalPassword(password), passwordHashing)
}

/** `isOutdated`: the hash is of the text as it was once typed, and must be computed again. */
export type PasswordCheck = { isRight: boolean; isOutdated: boolean }

/** Takes as long for nobody (null) as for somebody; not right for nobody whatever the password. */
export async function checkPassword(passwordHash: string | null, typed: string): Promise<PasswordCheck> {
  const known = passwordHash ?? (await nobodysHash)
  for (const [place, reading] of passwordReadings(typed).entries()) {
    if ((await verify(known, reading)) && passwordHash !== null) return { isRight: true, isOutdated: place > 0 }
  }
  return { isRight: false, isOutdated: false }
}
