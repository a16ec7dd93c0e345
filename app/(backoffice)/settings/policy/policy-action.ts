'use server'

import { refused, wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { runDecision } from '#app/(backoffice)/approvals/run-decision.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { web } from '#app/services.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { PolicyKey } from '#domain/operator/policy.ts'
import { validatePolicy } from '#domain/operator/validate-policy.ts'
import { readFigures } from './read-figures.ts'

/** Asks the other administrator for the figures that were written over; what is out of its range is named at once. */
export async function askPolicyChange(_previous: ActState, form: FormData): Promise<ActState> {
  const [services, t, settings] = await Promise.all([web(), getTranslator('approvals'), getTranslator('settings')])
  const changes = readFigures(form, services.policy())
  if (Object.keys(changes).length === 0) return refused({ message: t('policy.unchanged') })
  const verdict = validatePolicy(services.policy(), changes)
  if (!verdict.ok) {
    const names = verdict.errors.map(({ key }) => settings(`policy.names.${key as PolicyKey}`))
    return refused({ message: t('policy.invalid', { names: names.join(t('policy.comma')) }) })
  }
  return await runDecision(async () => {
    const { reason } = wordsOf(form)
    const request = { act: 'policy:change', payload: { changes }, reason } as const
    await ask('request-approval', request)
    return { message: t('ask.doneOnBank') }
  })
}
