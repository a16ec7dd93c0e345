'use server'

import { revalidatePath } from 'next/cache'
import type { SecretState } from '#components/settings/secret-dialog.tsx'
import { callChannel } from '#server/signed-requests/call-channel.ts'
import { getTranslator } from '../../locale.ts'
import { readOperatorContext } from '../../operator-context.ts'
import { web } from '../../services.ts'

export async function createClient(_previous: SecretState, form: FormData): Promise<SecretState> {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  return await askSecret('/v1/backoffice/channel-clients', { id: text('id'), kind: text('kind'), name: text('name') })
}

export async function rotateSecret(_previous: SecretState, form: FormData): Promise<SecretState> {
  const id = encodeURIComponent(String(form.get('id') ?? ''))
  return await askSecret(`/v1/backoffice/channel-clients/${id}/rotations`, {
    reason: String(form.get('reason') ?? '').trim(),
  })
}

/** The channel server makes the secret and records who asked; here it only passes through. */
async function askSecret(path: string, body: Record<string, string>): Promise<SecretState> {
  const [t, ctx, { environment, backoffice }] = await Promise.all([
    getTranslator('settings'),
    readOperatorContext(),
    web(),
  ])
  const call = { path, body, operatorSession: ctx.actor.sessionId, nowMs: ctx.nowMs }
  const answer = await callChannel(environment.CHANNEL_URL, backoffice, call).catch(() => null)
  const { secret, id } = answer?.body ?? {}
  if (answer?.status === 201 && typeof secret === 'string') {
    revalidatePath('/settings')
    return { error: null, secret, title: t('clients.secretTitle', { id: String(id) }) }
  }
  return { error: t(`clients.errors.${errorOf(answer)}`), secret: null, title: null }
}

function errorOf(answer: Awaited<ReturnType<typeof callChannel>> | null) {
  const code = answer?.body.code
  if (code === 'channel_client_exists' || code === 'already_answered') return code
  if (answer?.status === 400 || answer?.status === 422) return 'invalid'
  return answer?.status === 401 || answer?.status === 403 || answer?.status === 404 ? 'forbidden' : 'unavailable'
}
