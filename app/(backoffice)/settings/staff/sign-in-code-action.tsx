'use server'

import { randomUUID } from 'node:crypto'
import { refused } from '#app/(backoffice)/acts/run-act.ts'
import { ask } from '#app/ask.ts'
import { getTranslators } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import { ShownSecret } from '#components/settings/shown-secret.tsx'
import { AppError } from '#server/app-error.ts'

export async function giveSignInCode(_previous: ActState, form: FormData): Promise<ActState> {
  const [t, common] = await getTranslators('settings', 'common')
  try {
    const { code } = await ask('issue-sign-in-code', { operatorId: String(form.get('operatorId') ?? '') })
    const labels = {
      name: t('staff.codeSecret'),
      once: t('staff.codeSecretText'),
      copy: common('copy'),
      copied: common('copied'),
      close: common('close'),
    }
    return {
      outcome: 'shown',
      message: null,
      shown: <ShownSecret secret={code} labels={labels} />,
      shownTitle: t('staff.codeIssued'),
      isShownOnce: true,
      submissionId: randomUUID(),
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isRefused = error.code === 'unauthenticated' || error.code === 'not_found' || error.code === 'forbidden'
    return refused({ message: t(`clients.errors.${isRefused ? 'forbidden' : 'unavailable'}`) })
  }
}
