'use server'

import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { askChannel } from '#app/(backoffice)/acts/ask-channel.ts'
import { readTarget, type Target } from '#app/(backoffice)/acts/read-target.ts'
import { refused, wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { sayCeiling } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import { drawSlip } from './slip.tsx'

const reissueRefusals = [
  'card_blocked',
  'card_expired',
  'mobile_missing',
  'cooling_off',
  'app_not_registered',
  'enrollment_suspended',
  'daily_limit',
] as const
const reprintRefusals = ['reprint_limit', 'token_not_live', 'already_issued'] as const

/** The receipt half comes back once, drawn; the same press sent twice issues one token. */
export async function reissueAct(on: Target<'enrollment'>, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, enrollmentId } = readTarget('enrollment', on)
  const submissionId = String(form.get('submissionId') ?? '')
  const body = { enrollmentId, submissionId, ...wordsOf(form) }
  const answer = await askChannel('/v1/backoffice/activation-tokens', body)
  if (answer.outcome === 'refused') return refused({ message: answer.message })
  revalidatePath(`/customers/${customerId}`)
  if (answer.status === 201) {
    return shown(await drawSlip({ customerId, enrollmentId, body: answer.body, done: t('acts.reissue.done') }))
  }
  if (answer.code === 'already_issued') return refused({ message: t('acts.reissue.alreadyIssued') })
  const said = await sayCommonRefusal(answer)
  if (said) return said
  const reason = reissueRefusals.find((each) => each === answer.code) ?? 'other'
  return refused({ message: t(`acts.reissue.refusals.${reason}`) })
}

export async function reprintAct(on: Target<'token'>, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, activationTokenId } = readTarget('token', on)
  const requestId = String(form.get('submissionId') ?? '')
  const { reason, proof } = wordsOf(form)
  const answer = await askChannel(
    `/v1/backoffice/activation-tokens/${activationTokenId}/receipt`,
    { reason, ...(proof && { proof }) },
    requestId,
  )
  if (answer.outcome === 'refused') return refused({ message: answer.message })
  revalidatePath(`/customers/${customerId}`)
  if (answer.status === 200) {
    return shown(await drawSlip({ customerId, activationTokenId, body: answer.body, done: t('acts.reprint.done') }))
  }
  const said = await sayCommonRefusal(answer)
  if (said) return said
  const why = reprintRefusals.find((each) => each === answer.code) ?? 'other'
  return refused({ message: t(`acts.reprint.refusals.${why}`) })
}

/** Of both acts: what the customer's proof or the operator's ceiling says. */
async function sayCommonRefusal({ code, body }: { code: string; body: Record<string, unknown> }) {
  const t = await getTranslator('customers')
  if (code === 'ceiling_reached') return refused(await sayCeiling(body, { isKept: true }))
  if (code === 'proof_needed') return refused({ message: t('acts.prove.needed') })
  return code === 'foreign_customer' ? refused({ message: t('acts.foreignRefused') }) : null
}

function shown(slip: ActState['shown']): ActState {
  return { outcome: 'shown', message: null, shown: slip, submissionId: randomUUID() }
}
