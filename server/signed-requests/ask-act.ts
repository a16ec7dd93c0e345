import { AppError, type AppErrorCode } from '#server/app-error.ts'
import type { ActInput, ActResult, OperatorActName } from '#server/operator-acts/operator-acts.ts'
import type { OperatorActor, RequestContext } from '#server/request-context.ts'
import { type ChannelAnswer, callChannel } from '#server/signed-requests/call-channel.ts'
import type { ChannelCredential } from '#server/signed-requests/sign-request.ts'

export type Counterpart = { channelUrl: string; credential: ChannelCredential }
type NamedAct<Name extends OperatorActName> = { name: Name; input: ActInput<Name> }

const codes: Readonly<Record<number, AppErrorCode>> = {
  400: 'validation_failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'validation_failed',
  422: 'validation_failed',
  429: 'rate_limited',
  503: 'busy',
}
const described = ['type', 'title', 'status', 'code', 'detail', 'requestId', 'errors']

/**
 * Has the channel server do an act in the name of the context's session, and answers or throws what its use case did.
 * @throws AppError as the use case; what is forbidden is not_found; busy when no answer came, and it is not known what was done
 */
export async function askAct<Name extends OperatorActName>(
  { channelUrl, credential }: Counterpart,
  { actor, requestId, ip, userAgent }: RequestContext<OperatorActor>,
  { name, input }: NamedAct<Name>,
): Promise<ActResult<Name>> {
  const answer = await callChannel(channelUrl, credential, {
    path: `/v1/backoffice/acts/${name}`,
    body: { input: input ?? {}, ...(ip && { ip }), ...(userAgent && { userAgent }) },
    requestId,
    operatorSession: actor.sessionId,
    nowMs: Date.now(),
  }).catch(() => {
    throw new AppError('busy')
  })
  if (answer.status === 200) return answer.body.result as ActResult<Name>
  throw errorOf(answer)
}

function errorOf({ status, body }: ChannelAnswer): Error {
  const code = codes[status]
  if (!code) return new Error(`the channel server answered an act with ${status}`)
  const fields = Object.fromEntries(Object.entries(body).filter(([name]) => !described.includes(name)))
  return new AppError(code, { reason: String(body.code), fields })
}
