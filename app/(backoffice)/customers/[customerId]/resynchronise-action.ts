'use server'

import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/customers/act-state.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'
import { askChannel } from './ask-channel.ts'
import { readTarget, type Target } from './read-target.ts'
import { wordsOf } from './run-act.ts'

const refusals = ['no_app_in_use', 'codes_not_consecutive', 'code_already_used'] as const

/** The codes go to the channel server and are neither kept nor answered; the same press sent twice acts once. */
export async function resynchroniseAct(
  on: Target<'enrollment'>,
  _previous: ActState,
  form: FormData,
): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, enrollmentId } = readTarget('enrollment', on)
  const codes = ['firstCode', 'secondCode'].map((name) => readTypedCode(String(form.get(name) ?? '')))
  if (!codes.every((code) => /^[0-9]{5,8}$/.test(code))) return refused(t('acts.resynchronise.invalid'))
  const { reason } = wordsOf(form)
  const requestId = String(form.get('submissionId') ?? '').slice(0, 64)
  const path = `/v1/backoffice/enrollments/${enrollmentId}/resynchronisations`
  const answer = await askChannel(path, { codes, reason }, requestId)
  if (answer.outcome === 'refused') return refused(answer.message)
  if (answer.status !== 200) {
    const why = refusals.find((each) => each === answer.code) ?? 'other'
    return refused(t(`acts.resynchronise.refusals.${why}`))
  }
  revalidatePath(`/customers/${customerId}`)
  const steps = Math.abs(Number(answer.body.driftSteps))
  return { outcome: 'done', message: t('acts.resynchronise.done', { steps }), submissionId: randomUUID() }
}

function refused(message: string): ActState {
  return { outcome: 'refused', message, submissionId: randomUUID() }
}
