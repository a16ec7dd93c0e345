import { z } from 'zod'
import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { ceilingReached, conflict, foreignCustomer, proofNeeded } from '#channel/routes/backoffice/desk-refusals.ts'
import { actBodySchema } from '#channel/routes/backoffice/operator-act-schemas.ts'
import { type OperatorAct, operatorActs } from '#channel/routes/backoffice/operator-acts.ts'
import { AppError } from '#server/app-error.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import type { ServingServices } from '#server/services.ts'

const refusals: readonly Refusal[] = [
  { status: 404, code: 'not_found', when: 'There is no such act, or what it is on is not there for this operator.' },
  { status: 403, code: 'own_request', when: 'A request of one’s own is somebody else’s to answer.' },
  { status: 422, code: 'reason_missing', when: 'Why a file is taken must be said.' },
  conflict('conflict', 'What the act is on has changed meanwhile.'),
  proofNeeded,
  foreignCustomer,
  ceilingReached,
  conflict('already_suspended', 'The card and PIN are suspended.'),
  conflict('not_suspended', 'There is no suspension to lift.'),
  conflict('not_locked', 'There is no lock to open.'),
  conflict('device_deactivated', 'The installation was ended.'),
  conflict('device_blocked', 'The bank blocked the installation.'),
  conflict('enrollment_deactivated', 'The enrollment was ended.'),
  conflict('enrollment_not_app', 'The enrollment is not one of the app.'),
  conflict('token_not_live', 'The token was redeemed, superseded, exhausted, ended or expired.'),
  conflict('no_cooling_off', 'There is no cooling-off to lift.'),
  conflict('mobile_missing', 'The bank has no mobile of the customer.'),
  conflict('policy_invalid', 'A figure is outside its range.'),
  conflict('policy_unchanged', 'The policy is so already.'),
  conflict('catalogue_invalid', 'The wording says something wrong or too much.'),
  conflict('catalogue_unchanged', 'The wording is so already.'),
  conflict('channel_client_exists', 'The id is taken.'),
  conflict('channel_client_disabled', 'The client was disabled, which is for good.'),
  conflict('sources_unchanged', 'The client is bound to these addresses already.'),
  conflict('already_asked', 'A second person has this before them; `makerName`, `requestedAtMs`.'),
  conflict('already_approved', 'It stands approved; `standingUntilMs`.'),
  conflict('already_decided', 'Somebody answered before; `state`, `checkerName`, `decidedAtMs`.'),
  conflict('complaint_closed', 'The complaint is closed.'),
  conflict('complaint_not_closed', 'The complaint is open.'),
  conflict('another_open', 'Another complaint of the same is open.'),
  conflict('not_assignable', 'The complaint cannot be given to them.'),
  conflict('too_many_views', 'Twelve saved queues are all there are.'),
]

/** Every operator act that writes anything, an audited look included, is done here: the web process only asks. */
export const backofficeActRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/acts/:act',
    caller: 'backoffice',
    summary: 'Do an act of the back office in the name of the session’s operator.',
    body: actBodySchema,
    bodyLimitBytes: 64 * 1024,
    answers: { 200: { description: 'What came of it; null where there is nothing to say.', schema: answerSchema() } },
    refusals,
    handle: async (services, { ctx, body, params }) => {
      const act = findAct(params.act ?? '')
      const operatorCtx = { ...ctx, ip: body.ip ?? null, userAgent: body.userAgent ?? null }
      return await runAct(services, operatorCtx, { act, input: body.input })
    },
  }),
]

function answerSchema() {
  return z.object({ result: z.unknown() })
}

function findAct(name: string): OperatorAct {
  const found = Object.entries(operatorActs).find(([known]) => known === name)
  if (!found) throw new AppError('not_found')
  return found[1]
}

type ActCall = { act: OperatorAct; input: unknown }

async function runAct(
  { desk, policy, keys }: ServingServices,
  ctx: RequestContext,
  { act, input }: ActCall,
): Promise<Outcome> {
  const parsed = act.input.safeParse(input)
  if (!parsed.success) {
    // Without a session that is the only answer, whatever was sent.
    await requireOperator({ pool: desk, policy }, ctx)
    throw new AppError('validation_failed')
  }
  try {
    const result = await act.run({ pool: desk, policy, keys }, ctx, parsed.data as never)
    return { status: 200, body: { result: result ?? null } }
  } catch (error) {
    // The maker knows that the request exists: it is their own.
    const isOwn = error instanceof AppError && error.code === 'forbidden' && error.reason === 'own_request'
    if (isOwn) return { status: 403, body: { code: 'own_request' } }
    throw error
  }
}
