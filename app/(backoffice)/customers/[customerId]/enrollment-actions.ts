'use server'

import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/customers/act-state.ts'
import { readTarget, type Target } from './read-target.ts'
import { runAct, wordsOf } from './run-act.ts'

export async function deactivateEnrollmentAct(
  on: Target<'enrollment'>,
  _previous: ActState,
  form: FormData,
): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, enrollmentId } = readTarget('enrollment', on)
  return await runAct({
    customerId,
    done: t('acts.deactivateEnrollment.done'),
    work: async () => ask('deactivate-enrollment', { enrollmentId, ...wordsOf(form) }),
  })
}
