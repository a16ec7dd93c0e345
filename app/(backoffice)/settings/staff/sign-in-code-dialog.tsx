import { Act } from '#app/(backoffice)/acts/act.tsx'
import { getTranslator } from '#app/locale.ts'
import { giveSignInCode } from './sign-in-code-action.tsx'

/** A way in for whose account strangers have shut, and who has no browser they used before. */
export async function SignInCodeDialog({ operatorId, name }: { operatorId: string; name: string }) {
  const t = await getTranslator('settings')
  return (
    <Act
      action={giveSignInCode}
      trigger={t('staff.code')}
      size="small"
      className="relative z-1"
      title={t('staff.codeTitle', { name })}
      submit={t('staff.codeSubmit')}
    >
      <p className="text-ink-2">{t('staff.codeText')}</p>
      <input type="hidden" name="operatorId" value={operatorId} />
    </Act>
  )
}
