'use server'

import type { ActState } from '#components/customers/act-state.ts'
import { deactivateEnrollment } from '#server/enrollments/deactivate-enrollment.ts'
import { getTranslator } from '../../../locale.ts'
import { readOperatorContext } from '../../../operator-context.ts'
import { web } from '../../../services.ts'
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
    work: async () =>
      deactivateEnrollment(await web(), await readOperatorContext(), { enrollmentId, ...wordsOf(form) }),
  })
}
