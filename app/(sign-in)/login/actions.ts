'use server'

import type { SignInState } from '#components/sign-in/sign-in-form.tsx'
import { getTranslator } from '../../locale.ts'

export async function signIn(previous: SignInState, _form: FormData): Promise<SignInState> {
  const t = await getTranslator('signIn')
  return { ...previous, error: t('unavailable') }
}
