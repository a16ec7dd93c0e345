import { revalidatePath } from 'next/cache'
import { notFound } from 'next/navigation'
import { runAct } from '#app/(backoffice)/acts/run-act.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import type { AppError } from '#server/app-error.ts'

type Run = { done: string | null; invalid: string; work: () => Promise<void> }

/** Does what a form on a complaint asks for; the queue and the page around it are fresh afterwards. */
export async function runComplaintAct({ done, invalid, work }: Run): Promise<ActState> {
  const t = await getTranslator('complaints')
  return await runAct({
    work: async () => {
      await work()
      return { message: done }
    },
    refuse: async (error) => {
      if (error.code === 'forbidden' || error.code === 'not_found') notFound()
      const message = error.code === 'validation_failed' ? invalid : sayConflict(error, t)
      return { message, isStale: error.code === 'conflict' }
    },
    refresh: () => revalidatePath('/complaints', 'layout'),
  })
}

const conflicts = ['complaint_closed', 'complaint_not_closed', 'another_open', 'not_assignable'] as const

function sayConflict({ reason }: AppError, t: ComplaintTexts): string {
  return t(`refused.${conflicts.find((each) => each === reason) ?? 'other'}`)
}

export function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
}
