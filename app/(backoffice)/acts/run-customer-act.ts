import { revalidatePath } from 'next/cache'
import { sayCeiling } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import type { AppError } from '#server/app-error.ts'
import { runAct } from './run-act.ts'

/** Refusals after which the record is what it was. */
const leavingAsIs = ['proof_needed', 'foreign_customer', 'ceiling_reached']

type Run = { customerId: string; done: string; work: () => Promise<void> }

/** Does an act on a customer's record. */
export async function runCustomerAct({ customerId, done, work }: Run): Promise<ActState> {
  const t = await getTranslator('customers')
  return await runAct({
    work: async () => {
      await work()
      return { message: done }
    },
    refuse: async (error) => {
      const isStale = error.code === 'conflict' && !leavingAsIs.includes(error.reason)
      if (error.reason === 'ceiling_reached') return { ...(await sayCeiling(error.fields, { isKept: true })), isStale }
      return { message: sayRefusal(error, t), isStale }
    },
    refresh: () => revalidatePath(`/customers/${customerId}`),
  })
}

function sayRefusal({ code, reason }: AppError, t: CustomerTexts): string {
  if (reason === 'proof_needed') return t('acts.prove.needed')
  if (reason === 'foreign_customer') return t('acts.foreignRefused')
  if (code === 'validation_failed') return t('acts.reasonInvalid')
  if (code === 'conflict') return t('acts.changedMeanwhile')
  return t('acts.notAllowed')
}
