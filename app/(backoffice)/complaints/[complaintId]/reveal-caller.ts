'use server'

import { sayCeiling } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { ask } from '#app/ask.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import type { RevealState } from '#components/customers/reveal-field.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { AppError } from '#server/app-error.ts'

export async function revealCaller(complaintId: string, _previous: RevealState): Promise<RevealState> {
  try {
    const { value } = await ask('reveal-caller-mobile', { complaintId })
    return { value: localizeDigits(value, await readLocale()), message: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.reason === 'ceiling_reached')
      return { value: null, ...(await sayCeiling(error.fields, { isKept: false })) }
    const t = await getTranslator('customers')
    return { value: null, message: t('reveal.failed') }
  }
}
