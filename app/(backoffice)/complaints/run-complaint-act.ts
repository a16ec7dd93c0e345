import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { notFound } from 'next/navigation'
import { getTranslator } from '#app/locale.ts'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import type { ComplaintFormState } from '#components/complaints/form-state.ts'
import { AppError } from '#server/app-error.ts'

type Told = { done: string | null; invalid: string; work: () => Promise<void> }

/** Does what a form on a complaint asks for and says what became of it; the page around it is fresh afterwards. */
export async function runComplaintAct({ done, invalid, work }: Told): Promise<ComplaintFormState> {
  const t = await getTranslator('complaints')
  const submissionId = randomUUID()
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Sent to sign-in, the page would lose what was typed.
    if (error.code === 'unauthenticated') return { outcome: 'refused', message: t('refused.signed_out'), submissionId }
    if (error.code === 'busy') {
      return { outcome: 'refused', message: (await getTranslator('customers'))('acts.unavailable'), submissionId }
    }
    if (error.code === 'forbidden' || error.code === 'not_found') notFound()
    if (error.code === 'conflict') revalidatePath('/complaints', 'layout')
    return {
      outcome: 'refused',
      message: error.code === 'validation_failed' ? invalid : sayConflict(error, t),
      submissionId,
    }
  }
  revalidatePath('/complaints', 'layout')
  return { outcome: 'done', message: done, submissionId }
}

const conflicts = ['complaint_closed', 'complaint_not_closed', 'another_open', 'not_assignable'] as const

function sayConflict({ reason }: AppError, t: ComplaintTexts): string {
  return t(`refused.${conflicts.find((each) => each === reason) ?? 'other'}`)
}

export function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
}
