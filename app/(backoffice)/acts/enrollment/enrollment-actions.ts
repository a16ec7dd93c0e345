'use server'

import { revalidatePath } from 'next/cache'
import { askChannel } from '#app/(backoffice)/acts/ask-channel.ts'
import { readTarget, type Target } from '#app/(backoffice)/acts/read-target.ts'
import { done, refused, wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { runCustomerAct } from '#app/(backoffice)/acts/run-customer-act.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'

type On = Target<'enrollment'>

export async function deactivateEnrollmentAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, enrollmentId } = readTarget('enrollment', on)
  return await runCustomerAct({
    customerId,
    done: t('acts.deactivateEnrollment.done'),
    work: async () => ask('deactivate-enrollment', { enrollmentId, ...wordsOf(form) }),
  })
}

const refusals = ['no_app_in_use', 'codes_not_consecutive', 'code_already_used'] as const

/** The codes go to the channel server and are neither kept nor answered; the same press sent twice acts once. */
export async function resynchroniseAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, enrollmentId } = readTarget('enrollment', on)
  const codes = ['firstCode', 'secondCode'].map((name) => readTypedCode(String(form.get(name) ?? '')))
  if (!codes.every((code) => /^[0-9]{5,8}$/.test(code))) return refused({ message: t('acts.resynchronise.invalid') })
  const { reason } = wordsOf(form)
  const requestId = String(form.get('submissionId') ?? '').slice(0, 64)
  const path = `/v1/backoffice/enrollments/${enrollmentId}/resynchronisations`
  const answer = await askChannel(path, { codes, reason }, requestId)
  if (answer.outcome === 'refused') return refused({ message: answer.message })
  if (answer.status !== 200) {
    const why = refusals.find((each) => each === answer.code) ?? 'other'
    return refused({ message: t(`acts.resynchronise.refusals.${why}`) })
  }
  revalidatePath(`/customers/${customerId}`)
  const steps = Math.abs(Number(answer.body.driftSteps))
  return done({ message: t('acts.resynchronise.done', { steps }) })
}
