'use server'

import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { SecretState } from '#components/settings/secret-dialog.tsx'
import { AppError } from '#server/app-error.ts'

export async function giveSignInCode(_previous: SecretState, form: FormData): Promise<SecretState> {
  const t = await getTranslator('settings')
  try {
    const { code } = await ask('issue-sign-in-code', { operatorId: String(form.get('operatorId') ?? '') })
    return { error: null, secret: code, title: t('staff.codeIssued') }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isRefused = error.code === 'unauthenticated' || error.code === 'not_found' || error.code === 'forbidden'
    return { error: t(`clients.errors.${isRefused ? 'forbidden' : 'unavailable'}`), secret: null, title: null }
  }
}
