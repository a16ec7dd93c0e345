'use server'

import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { orLeave } from '#app/request.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { SaveViewState } from '#components/complaints/save-view-dialog.tsx'
import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import { AppError } from '#server/app-error.ts'
import { runComplaintAct, textOf } from './run-complaint-act.ts'

/** One press on a verdict: to the complaint it opened, or to the one that was open. */
export async function complainOfVerification(form: FormData): Promise<void> {
  const input = { verificationId: textOf(form, 'verificationId'), submissionId: textOf(form, 'submissionId') }
  const { complaintId } = await orLeave(ask('open-verification-complaint', input))
  revalidatePath('/complaints', 'layout')
  redirect(`/complaints/${complaintId}`)
}

export async function openAct(customerId: string | null, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('complaints')
  const input = {
    submissionId: textOf(form, 'submissionId'),
    kind: textOf(form, 'kind') as ComplaintKind,
    customerId,
    mobile: textOf(form, 'mobile'),
    note: textOf(form, 'note'),
  }
  let opened = ''
  const state = await runComplaintAct({
    done: null,
    invalid: t('refused.opening'),
    work: async () => {
      opened = (await ask('open-complaint', input)).complaintId
    },
  })
  if (state.outcome === 'done') redirect(`/complaints/${opened}`)
  return state
}

export async function saveView(query: string, _previous: SaveViewState, form: FormData): Promise<SaveViewState> {
  const t = await getTranslator('complaints')
  try {
    await ask('save-complaint-view', { name: textOf(form, 'name'), query })
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'busy') throw error
    if (error.code === 'unauthenticated') redirect('/login')
    return { savedId: null, error: t(error.code === 'conflict' ? 'views.tooMany' : 'views.invalid') }
  }
  revalidatePath('/complaints')
  return { savedId: randomUUID(), error: null }
}

export async function forgetView(form: FormData): Promise<void> {
  const viewId = textOf(form, 'viewId')
  await orLeave(ask('forget-complaint-view', { viewId }))
  revalidatePath('/complaints')
}
