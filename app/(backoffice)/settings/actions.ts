'use server'

import { revalidatePath } from 'next/cache'
import { done, refused, wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { runDecision } from '#app/(backoffice)/approvals/run-decision.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { readOperatorContext } from '#app/request.ts'
import { web } from '#app/services.ts'
import type { ActState } from '#components/acts/act-state.ts'
import { callChannel } from '#server/signed-requests/call-channel.ts'
import { readClientRequest } from './read-client-request.ts'

/** Asks the other administrator to let another system of the bank call. */
export async function askNewClient(_previous: ActState, form: FormData): Promise<ActState> {
  return await askForClient('channel_client:create', form)
}

/** Asks the other administrator for another secret of a client. */
export async function askRotation(_previous: ActState, form: FormData): Promise<ActState> {
  return await askForClient('channel_client:rotate', form)
}

/** Asks the other administrator to bind a client to other addresses. */
export async function askAddresses(_previous: ActState, form: FormData): Promise<ActState> {
  return await askForClient('channel_client:readdress', form)
}

/** Ends a client at once and for good: it only stops things, and takes one administrator. */
export async function disableClient(_previous: ActState, form: FormData): Promise<ActState> {
  const [t, ctx, { environment, backoffice }] = await Promise.all([
    getTranslator('settings'),
    readOperatorContext(),
    web(),
  ])
  const path = `/v1/backoffice/channel-clients/${encodeURIComponent(String(form.get('id') ?? ''))}/disablements`
  const body = { reason: wordsOf(form).reason }
  const call = { path, body, operatorSession: ctx.actor.sessionId, nowMs: ctx.nowMs }
  const answer = await callChannel(environment.CHANNEL_URL, backoffice, call).catch(() => null)
  if (answer?.status === 200) {
    revalidatePath('/', 'layout')
    return done({ message: t('clients.disableDone') })
  }
  const isWrong = answer?.status === 400 || answer?.status === 422
  const isClosed = answer?.status === 401 || answer?.status === 403 || answer?.status === 404
  return refused({ message: t(`clients.errors.${isWrong ? 'reason' : isClosed ? 'forbidden' : 'unavailable'}`) })
}

type ClientAct = Parameters<typeof readClientRequest>[0]

/** What is wrong with what was typed is named before anybody is asked. */
async function askForClient(act: ClientAct, form: FormData): Promise<ActState> {
  const [approvals, settings] = await Promise.all([getTranslator('approvals'), getTranslator('settings')])
  const read = readClientRequest(act, form, settings)
  if (read.error !== null) return refused({ message: read.error })
  return await runDecision(async () => {
    await ask('request-approval', { act, payload: read.payload, reason: wordsOf(form).reason })
    return { message: approvals('ask.doneOnBank') }
  })
}
