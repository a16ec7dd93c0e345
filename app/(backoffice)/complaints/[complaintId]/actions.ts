'use server'

import type { ComplaintFormState } from '#components/complaints/form-state.ts'
import { parseTypedInstant } from '#components/verifications/typed-instant.ts'
import type { ComplaintOutcome } from '#domain/complaint.ts'
import { assignComplaint } from '#server/complaints/assign-complaint.ts'
import { changeComplaintDue } from '#server/complaints/change-complaint-due.ts'
import { closeComplaint } from '#server/complaints/close-complaint.ts'
import { noteComplaint } from '#server/complaints/note-complaint.ts'
import { reopenComplaint } from '#server/complaints/reopen-complaint.ts'
import { getTranslator } from '../../../locale.ts'
import { readOperatorContext } from '../../../operator-context.ts'
import { web } from '../../../services.ts'
import { runComplaintAct, textOf } from '../run-complaint-act.ts'

type State = ComplaintFormState

export async function noteAct(complaintId: string, _previous: State, form: FormData): Promise<State> {
  const t = await getTranslator('complaints')
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), note: textOf(form, 'note') }
  return await runComplaintAct({
    done: t('note.done'),
    invalid: t('refused.note'),
    work: async () => noteComplaint(await web(), await readOperatorContext(), input),
  })
}

export async function assignAct(complaintId: string, _previous: State, form: FormData): Promise<State> {
  const t = await getTranslator('complaints')
  const assigneeId = textOf(form, 'assigneeId') || null
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), assigneeId }
  return await runComplaintAct({
    done: t('assign.done'),
    invalid: t('refused.other'),
    work: async () => assignComplaint(await web(), await readOperatorContext(), input),
  })
}

export async function changeDueAct(complaintId: string, _previous: State, form: FormData): Promise<State> {
  const t = await getTranslator('complaints')
  const dueAtMs = parseTypedInstant(textOf(form, 'due')) ?? 0
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), dueAtMs }
  return await runComplaintAct({
    done: t('due.done'),
    invalid: t('due.invalid'),
    work: async () => changeComplaintDue(await web(), await readOperatorContext(), input),
  })
}

export async function closeAct(
  complaintId: string,
  isCustomerTold: boolean,
  _previous: State,
  form: FormData,
): Promise<State> {
  const t = await getTranslator('complaints')
  const outcome = textOf(form, 'outcome') as ComplaintOutcome
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), outcome, note: textOf(form, 'note') }
  return await runComplaintAct({
    done: t(isCustomerTold ? 'close.done' : 'close.doneUnknown'),
    invalid: t('refused.outcome'),
    work: async () => closeComplaint(await web(), await readOperatorContext(), input),
  })
}

export async function reopenAct(complaintId: string, _previous: State, form: FormData): Promise<State> {
  const t = await getTranslator('complaints')
  const input = { complaintId, submissionId: textOf(form, 'submissionId'), note: textOf(form, 'note') }
  return await runComplaintAct({
    done: t('reopen.done'),
    invalid: t('refused.note'),
    work: async () => reopenComplaint(await web(), await readOperatorContext(), input),
  })
}
