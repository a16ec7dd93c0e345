'use server'

import { readTarget } from '#app/(backoffice)/acts/read-target.ts'
import { sayCeiling } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { ask } from '#app/ask.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import type { RevealState } from '#components/customers/reveal-field.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { AppError } from '#server/app-error.ts'
import type { RevealedField } from '#server/customers/reveal-customer-field.ts'

export async function reveal(shownId: string, field: RevealedField, _previous: RevealState): Promise<RevealState> {
  const { customerId } = readTarget('customer', { customerId: shownId })
  try {
    const { value } = await ask('reveal-customer-field', {
      customerId,
      field: field === 'mobile' ? 'mobile' : 'national_id',
    })
    return { value: localizeDigits(value, await readLocale()), message: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.reason === 'ceiling_reached')
      return { value: null, ...(await sayCeiling(error.fields, { isKept: false })) }
    const t = await getTranslator('customers')
    return { value: null, message: t('reveal.failed') }
  }
}
