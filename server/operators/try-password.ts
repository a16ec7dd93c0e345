import { type Entry, judgeEntry, type SignInFigures } from '#domain/operator/sign-in-throttle.ts'
import { AppError } from '#server/app-error.ts'
import { checkPassword, hashPassword } from '#server/operators/check-password.ts'
import type { SignInFacts } from '#server/operators/sign-in-repository.ts'

/** `of`: the hash that was compared; `renewed`: what shall stand in place of an outdated one that was right. */
export type TriedPassword = { of: string | null; isRight: boolean; renewed: string | null }

/** The operator of the name, if they are at work: everybody else is nobody. */
export function atWork({ operator }: SignInFacts): SignInFacts['operator'] {
  return operator?.disabledAtMs === null ? operator : null
}

/** @throws AppError rate_limited with how long the address waits */
export function enterOrWait(facts: SignInFacts, figures: SignInFigures, nowMs: number): Exclude<Entry['kind'], 'wait'> {
  const operator = atWork(facts)
  const shutUntilMs = operator === null ? (facts.name?.shutUntilMs ?? null) : operator.lockedUntilMs
  const isKnownDevice = operator !== null && facts.device !== null
  const entry = judgeEntry({ isKnownDevice, shutUntilMs, address: facts.address }, figures, nowMs)
  if (entry.kind === 'wait')
    throw new AppError('rate_limited', { retryAfterSeconds: entry.seconds, fields: { waitSeconds: entry.seconds } })
  return entry.kind
}

/** Takes as long for a name that is nobody's as for one that is somebody's. */
export async function tryPassword(facts: SignInFacts, typed: string): Promise<TriedPassword> {
  const of = atWork(facts)?.passwordHash ?? null
  const { isRight, isOutdated } = await checkPassword(of, typed)
  return { of, isRight, renewed: isRight && isOutdated ? await hashPassword(typed) : null }
}
