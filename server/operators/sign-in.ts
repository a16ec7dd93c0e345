import { DAY_MS } from '#domain/calendar/day.ts'
import { addressBlockOf } from '#domain/network/address-block.ts'
import { canonicalUsername } from '#domain/operator/sign-in-text.ts'
import { AppError } from '#server/app-error.ts'
import type { Transaction } from '#server/database.ts'
import { macOf } from '#server/keys.ts'
import { openTurns } from '#server/open-turns.ts'
import { countSignInFailure } from '#server/operators/count-sign-in-failure.ts'
import { markHashOf } from '#server/operators/device-mark.ts'
import { openSession } from '#server/operators/open-session.ts'
import { holdSignIn, readSignInFacts, type SignInFacts, type SignInKeys } from '#server/operators/sign-in-repository.ts'
import type { SignIn } from '#server/operators/sign-in-schemas.ts'
import { atWork, enterOrWait, type TriedPassword, tryPassword } from '#server/operators/try-password.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { findStoredAnswer, type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * Where passwords are hashed, so that who is known waits for no stranger, and who is at a quiet address for none whose
 * sign-ins failed lately.
 */
const lanes = {
  known: openTurns({ atOnceMax: 2, waitingMax: 200 }),
  quiet: openTurns({ atOnceMax: 1, waitingMax: 200 }),
  failing: openTurns({ atOnceMax: 1, waitingMax: 100 }),
}
const refused = refusal(409, 'sign_in_refused')

type SignInAttempt = { services: ChannelServices; ctx: RequestContext; keys: SignInKeys; input: SignIn }

/**
 * Opens a session for a member of staff and knows their browser from then on; both secrets are answered once and kept only as
 * hashes. An unknown name, a wrong password, an account that is shut to unknown browsers and a disabled one are refused alike
 * and in the same time. What was counted is asked before any password is hashed, and again, under locks, after it.
 * @throws AppError rate_limited: the address has failed too often; busy
 */
export async function signIn(
  services: ChannelServices,
  requestCtx: RequestContext,
  { request, input }: { request: RequestKey; input: SignIn },
): Promise<Outcome> {
  const stored = await findStoredAnswer(services.pool, request)
  if (stored !== null) return stored
  const ctx = { ...requestCtx, ip: input.ip ?? null, userAgent: input.userAgent ?? null }
  const asked = { services, ctx, keys: keysOf(services, input), input }
  const inTurn = lanes[chooseLane(await factsOf(asked))]
  return await inTurn(async () => {
    const facts = await factsOf(asked)
    const entry = enterOrWait(facts, services.policy(), ctx.nowMs)
    const tried = entry === 'try' ? await tryPassword(facts, input.password) : null
    return await runOnce(services.pool, request, (tx) => decideSignIn(tx, asked, tried))
  })
}

function keysOf({ keys }: ChannelServices, { username, ip, device }: SignIn): SignInKeys {
  const name = canonicalUsername(username)
  return {
    username: name,
    nameKey: macOf(keys.bodyMacKey, 'sign-in name', name),
    addressKey: macOf(keys.bodyMacKey, 'sign-in address', ip === undefined ? '' : addressBlockOf(ip)),
    markHash: markHashOf(device),
  }
}

function factsOf({ services, ctx, keys }: SignInAttempt, tx?: Transaction): Promise<SignInFacts> {
  const knownSinceMs = ctx.nowMs - services.policy().staffKnownDeviceDays * DAY_MS
  return readSignInFacts(tx ?? services.pool, keys, { nowMs: ctx.nowMs, knownSinceMs })
}

function chooseLane(facts: SignInFacts): keyof typeof lanes {
  if (atWork(facts) !== null && facts.device !== null) return 'known'
  return facts.address === null ? 'quiet' : 'failing'
}

async function decideSignIn(
  tx: Transaction,
  asked: SignInAttempt,
  tried: TriedPassword | null,
): Promise<Outcome & { stored?: Outcome }> {
  const { services, ctx, keys } = asked
  await holdSignIn(tx, keys)
  const facts = await factsOf(asked, tx)
  const entry = enterOrWait(facts, services.policy(), ctx.nowMs)
  const operator = atWork(facts)
  // What was compared is no longer so: it is asked again from the start.
  if (entry === 'try' && tried?.of !== (operator?.passwordHash ?? null))
    throw new AppError('busy', { retryAfterSeconds: 1 })
  if (entry === 'try' && operator !== null && tried?.isRight) {
    return await openSession(tx, services, ctx, {
      operator,
      facts,
      keys,
      device: asked.input.device,
      renewed: tried.renewed,
    })
  }
  await countSignInFailure(tx, services, ctx, { entry, facts, keys })
  return refused
}
