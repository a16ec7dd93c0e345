import type { RequestRate } from '#channel/admission/request-rate.ts'
import { endedDeviceRefusals, type Problem, Refused, refuse } from '#channel/http/problem.ts'
import { type ParsedBody, parseBody, readRequestId, requireJson, validateBody } from '#channel/http/read-body.ts'
import type { Call, Route } from '#channel/route.ts'
import {
  authenticate,
  authenticateAgain,
  isStillClient,
  noteRefusal,
  type Received,
} from '#channel/signature/authenticate.ts'
import type { Authenticated } from '#channel/signature/find-signer.ts'
import { requireTrustedClock } from '#channel/signature/require-trusted-clock.ts'
import { uuidFormInAnyCase } from '#domain/text/uuid.ts'
import { AppError } from '#server/app-error.ts'
import type { RefusalNotes } from '#server/channel-clients/note-refused-signatures.ts'
import { bodyMac } from '#server/keys.ts'
import type { RequestContext } from '#server/request-context.ts'
import { findStoredAnswer, type Outcome } from '#server/requests/run-once.ts'
import type { ServingServices } from '#server/services.ts'

export type ReceivedCall = Received & {
  contentType: string | undefined
  hasQuery: boolean
  params: Record<string, string>
}
export type AnswerServices = {
  services: ServingServices
  rate: RequestRate
  staleRate: RequestRate
  notes: RefusalNotes
}
/** What is known of a request by the time its answer is written. */
export type CallIdentity = { callerId: string | null; requestId: string | null }

const anonymous: Authenticated = {
  caller: 'none',
  keyId: '',
  actor: { kind: 'anonymous' },
  ratePerSecond: null,
}

/** The checks of the contract's §3, in its order, and then the call itself. */
export async function answerRequest(
  parts: AnswerServices,
  route: Route,
  received: ReceivedCall,
  seen: CallIdentity,
): Promise<Outcome> {
  if (route.method === 'POST') requireJson(received.contentType)
  const isSigned = route.caller !== 'none'
  if (isSigned && received.hasQuery) throw refuse('query_not_allowed')
  const who = isSigned ? await authenticate({ ...parts, route, received }) : anonymous
  const parsed = route.body === null ? null : parseBody(received.body)
  if (isSigned) {
    seen.callerId = who.keyId
    seen.requestId = readRequestId(parsed)
  }
  try {
    return await answerCaller(parts, route, { who, parsed, received })
  } catch (error) {
    const asIs = await authenticateChangedClient(parts, route, { who, received, error, seen })
    return await answerCaller(parts, route, { who: asIs, parsed, received })
  }
}

type AuthenticatedCall = { who: Authenticated; parsed: ParsedBody | null; received: ReceivedCall }

async function answerCaller(
  parts: AnswerServices,
  route: Route,
  { who, parsed, received }: AuthenticatedCall,
): Promise<Outcome> {
  const { services } = parts
  requireRightCaller(parts, route, { who, received })
  await requireRate(parts, route, who, received)
  const ended = endedDevice(route, who)
  if (ended) return await answerEndedDevice(parts, route, { who, parsed, received, ended })
  const body = route.body === null ? null : readBody(route, parsed)
  const call = describeCall(parts, route, { who, body, received })
  if (!hasKnownParameters(call.params)) throw refuse('not_found')
  if (route.decidesByTime) requireTrustedClock(received.clock)
  return await route.handle(services, call)
}

type FailedCall = { who: Authenticated; received: ReceivedCall; error: unknown; seen: CallIdentity }

/**
 * The client was taken from memory and has changed since: it is authenticated again as it is now, or refused like an
 * unknown one. Any other refusal is rethrown.
 */
async function authenticateChangedClient(
  parts: AnswerServices,
  route: Route,
  failed: FailedCall,
): Promise<Authenticated> {
  const { who, received, error, seen } = failed
  if (!route.confirmsClient || !(error instanceof Refused || error instanceof AppError)) throw error
  if (await isStillClient(parts.services, who, received.nowMs)) throw error
  const { callerId, requestId } = seen
  Object.assign(seen, { callerId: null, requestId: null })
  const asIs = await authenticateAgain({ ...parts, route, received })
  Object.assign(seen, { callerId, requestId })
  return asIs
}

function requireRightCaller(
  { notes }: AnswerServices,
  route: Route,
  { who, received }: Omit<AuthenticatedCall, 'parsed'>,
): void {
  if (who.caller === route.caller) return
  noteRefusal(notes, { route, received }, { reason: 'wrong_client_kind' }, who)
  throw refuse('wrong_client_kind')
}

type EndedCall = { who: Authenticated; parsed: ParsedBody | null; received: ReceivedCall; ended: Problem }

/** An installation that ended itself and lost the answer learns of it by its retry; anything new is refused. */
async function answerEndedDevice(
  parts: AnswerServices,
  route: Route,
  { who, parsed, received, ended }: EndedCall,
): Promise<Outcome> {
  const body = parsed && route.body?.safeParse(parsed.json).data
  const { key } = describeCall(parts, route, { who, body, received })
  const stored = key.requestId === '' ? null : await findStoredAnswer(parts.services.pool, key)
  if (stored) return stored
  throw new Refused(ended)
}

function endedDevice(route: Route, { device }: Authenticated): Problem | undefined {
  if (!device || route.allowsEndedDevice) return undefined
  return endedDeviceRefusals.find(({ code }) => code === `device_${device.status}`)
}

async function requireRate(parts: AnswerServices, route: Route, who: Authenticated, received: Received): Promise<void> {
  if (who.ratePerSecond !== null && !parts.rate.take(who.keyId, who.ratePerSecond, received.nowMs)) {
    throw refuse('rate_limited', { retryAfterSeconds: 1 })
  }
  await route.limitAddress?.(parts.services, contextOf(who, received, ''))
}

function readBody(route: Route, parsed: ParsedBody): unknown {
  if (parsed === null) throw refuse('malformed_json')
  return route.body === null ? null : validateBody(route.body, parsed.json)
}

type ReadyCall = { who: Authenticated; body: unknown; received: ReceivedCall }

function describeCall({ services }: AnswerServices, route: Route, { who, body, received }: ReadyCall): Call<unknown> {
  const requestId = (body as { requestId?: string } | null)?.requestId ?? ''
  const { params, method, path, nowMs } = received
  return {
    ctx: contextOf(who, received, requestId),
    body,
    params,
    key: {
      clientId: route.clientIdOf?.(body, params) ?? who.keyId,
      requestId,
      bodyMac: bodyMac(services.keys, method, path, received.body),
      nowMs,
      keptSeconds: services.policy().requestOutcomeKeptHours * 3600,
      ...(who.clientRevision === undefined ? {} : { clientRevision: who.clientRevision }),
    },
    ...(who.device === undefined ? {} : { device: who.device }),
  }
}

function contextOf({ actor }: Authenticated, { ip, userAgent, nowMs }: Received, requestId: string): RequestContext {
  return { actor, requestId, ip, userAgent, nowMs }
}

const wordForm = /^[A-Za-z0-9_-]{1,64}$/

/** A parameter that cannot be an id is not looked up. */
function hasKnownParameters(params: Record<string, string>): boolean {
  return Object.entries(params).every(([name, value]) =>
    (name.endsWith('Id') ? uuidFormInAnyCase : wordForm).test(value),
  )
}
