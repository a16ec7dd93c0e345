import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { sayCeiling } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/customers/act-state.ts'
import type { ProofLevel } from '#domain/operator/act-proofs.ts'
import { AppError } from '#server/app-error.ts'

/** Refusals after which the record is what it was. */
const leavingAsIs = ['proof_needed', 'foreign_customer', 'ceiling_reached']

type Run = { customerId: string; done: string; work: () => Promise<void> }

/** Does an operator's act and says what became of it; the page around the dialog is fresh afterwards. */
export async function runAct({ customerId, done, work }: Run): Promise<ActState> {
  const t = await getTranslator('customers')
  const submissionId = randomUUID()
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'conflict' && !leavingAsIs.includes(error.reason)) revalidatePath(`/customers/${customerId}`)
    if (error.reason === 'ceiling_reached')
      return { outcome: 'refused', ...(await sayCeiling(error.fields, { isKept: true })), submissionId }
    return { outcome: 'refused', message: refusalOf(error, t), submissionId }
  }
  revalidatePath(`/customers/${customerId}`)
  return { outcome: 'done', message: done, submissionId }
}

type Texts = Awaited<ReturnType<typeof getTranslator<'customers'>>>

function refusalOf({ code, reason }: AppError, t: Texts): string {
  // Sent to sign-in, the page would lose what was typed.
  if (code === 'unauthenticated') return t('acts.signedOut')
  if (code === 'busy') return t('acts.unavailable')
  if (reason === 'proof_needed') return t('acts.prove.needed')
  if (reason === 'foreign_customer') return t('acts.foreignRefused')
  if (code === 'validation_failed') return t('acts.reasonInvalid')
  if (code === 'conflict') return t('acts.changedMeanwhile')
  return t('acts.notAllowed')
}

/** What was typed; the act itself looks whether the proof is one at all. */
export function wordsOf(form: FormData): { reason: string; proof: ProofLevel } {
  return { reason: String(form.get('reason') ?? '').trim(), proof: String(form.get('proof') ?? '') as ProofLevel }
}
