'use server'

import { runComplaintAct, textOf } from '#app/(backoffice)/complaints/run-complaint-act.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import { parseTypedInstant } from '#components/verifications/typed-instant.ts'
import type { ComplaintOutcome } from '#domain/complaint/complaint.ts'

export async function noteAct(complaintId: string, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('complaints')
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), note: textOf(form, 'note') }
  return await runComplaintAct({
    done: t('note.done'),
    invalid: t('refused.note'),
    work: async () => ask('note-complaint', input),
  })
}

export async function assignAct(complaintId: string, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('complaints')
  const assigneeId = textOf(form, 'assigneeId') || null
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), assigneeId }
  return await runComplaintAct({
    done: t('assign.done'),
    invalid: t('refused.other'),
    work: async () => ask('assign-complaint', input),
  })
}

export async function changeDueAct(complaintId: string, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('complaints')
  const dueAtMs = parseTypedInstant(textOf(form, 'due')) ?? 0
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), dueAtMs }
  return await runComplaintAct({
    done: t('due.done'),
    invalid: t('due.invalid'),
    work: async () => ask('change-complaint-due', input),
  })
}

export async function closeAct(
  complaintId: string,
  isCustomerTold: boolean,
  _previous: ActState,
  form: FormData,
): Promise<ActState> {
  const t = await getTranslator('complaints')
  const outcome = textOf(form, 'outcome') as ComplaintOutcome
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), outcome, note: textOf(form, 'note') }
  return await runComplaintAct({
    done: t(isCustomerTold ? 'close.done' : 'close.doneUnknown'),
    invalid: t('refused.outcome'),
    work: async () => ask('close-complaint', input),
  })
}

export async function reopenAct(complaintId: string, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('complaints')
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), note: textOf(form, 'note') }
  return await runComplaintAct({
    done: t('reopen.done'),
    invalid: t('refused.note'),
    work: async () => ask('reopen-complaint', input),
  })
}
