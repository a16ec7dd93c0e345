import { hash, verify } from '@node-rs/argon2'

/** OWASP's least figures for Argon2id; @node-rs/argon2's default algorithm. */
export const passwordHashing = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const nobodysHash = hash('nobody has this password', passwordHashing)

/** Takes as long for nobody (null) as for somebody; false for nobody whatever the password. */
export async function isPasswordRight(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodysHash), password)
  return right && passwordHash !== null
}
