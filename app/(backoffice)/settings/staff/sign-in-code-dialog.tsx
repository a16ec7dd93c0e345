import { getTranslators } from '#app/locale.ts'
import { SecretDialog } from '#components/settings/secret-dialog.tsx'
import { giveSignInCode } from './actions.ts'

/** A way in for whose account strangers have shut, and who has no browser they used before. */
export async function SignInCodeDialog({ operatorId, name }: { operatorId: string; name: string }) {
  const [t, common] = await getTranslators('settings', 'common')
  return (
    <SecretDialog
      action={giveSignInCode}
      trigger={t('staff.code')}
      triggerSize="small"
      title={t('staff.codeTitle', { name })}
      text={t('staff.codeText')}
      labels={{
        submit: t('staff.codeSubmit'),
        pending: common('pending'),
        close: common('close'),
        cancel: common('cancel'),
        secret: t('staff.codeSecret'),
        secretText: t('staff.codeSecretText'),
        copy: common('copy'),
        copied: common('copied'),
      }}
    >
      <input type="hidden" name="operatorId" value={operatorId} />
    </SecretDialog>
  )
}
