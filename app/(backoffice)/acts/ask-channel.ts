import { getTranslator } from '#app/locale.ts'
import { readOperatorContext } from '#app/request.ts'
import { web } from '#app/services.ts'
import { callChannel } from '#server/signed-requests/call-channel.ts'

type Asked =
  | { outcome: 'answered'; status: number; code: string; body: Record<string, unknown> }
  | { outcome: 'refused'; message: string }

/** Asks the channel server, which holds the token keys, in the operator's name. */
export async function askChannel(path: string, body: Record<string, unknown>, requestId?: string): Promise<Asked> {
  const [t, ctx, { environment, backoffice }] = await Promise.all([
    getTranslator('customers'),
    readOperatorContext(),
    web(),
  ])
  const call = { path, body, operatorSession: ctx.actor.sessionId, nowMs: ctx.nowMs }
  const answer = await callChannel(
    environment.CHANNEL_URL,
    backoffice,
    requestId ? { ...call, requestId } : call,
  ).catch(() => null)
  if (answer === null || answer.status >= 500) return { outcome: 'refused', message: t('acts.unavailable') }
  if (answer.status === 401) return { outcome: 'refused', message: t('acts.signedOut') }
  if (answer.status === 422) return { outcome: 'refused', message: t('acts.reasonInvalid') }
  if (answer.status === 403 || answer.status === 404) return { outcome: 'refused', message: t('acts.notAllowed') }
  return { outcome: 'answered', status: answer.status, code: String(answer.body.code ?? ''), body: answer.body }
}
