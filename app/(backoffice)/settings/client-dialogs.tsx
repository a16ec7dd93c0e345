import { SecretDialog } from '#components/settings/secret-dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { getTranslator } from '../../locale.ts'
import { createClient, rotateSecret } from './actions.ts'

const kinds = ['gateway', 'atm', 'sms', 'core'] as const

export async function NewClient() {
  const t = await getTranslator('settings')
  return (
    <SecretDialog
      action={createClient}
      trigger={t('clients.create')}
      triggerSize="normal"
      title={t('clients.createTitle')}
      text={t('clients.createText')}
      labels={{ ...(await readLabels()), submit: t('clients.createSubmit') }}
    >
      <TextField
        name="id"
        label={t('clients.id')}
        description={t('clients.idHint')}
        required
        maxLength={64}
        pattern="[A-Za-z0-9_\-]+"
        dir="ltr"
      />
      <TextField name="name" label={t('clients.name')} required maxLength={80} />
      <Select
        name="kind"
        label={t('clients.kind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
    </SecretDialog>
  )
}

export async function RotateSecret({ id, name }: { id: string; name: string }) {
  const t = await getTranslator('settings')
  return (
    <SecretDialog
      action={rotateSecret}
      trigger={t('clients.rotate')}
      triggerSize="small"
      isDanger
      title={t('clients.rotateTitle', { name })}
      text={t('clients.rotateText')}
      labels={{ ...(await readLabels()), submit: t('clients.rotateSubmit') }}
    >
      <input type="hidden" name="id" value={id} />
      <TextArea name="reason" label={t('clients.reason')} required minLength={3} maxLength={500} />
    </SecretDialog>
  )
}

async function readLabels() {
  const [t, common] = await Promise.all([getTranslator('settings'), getTranslator('common')])
  return {
    pending: common('pending'),
    close: common('close'),
    cancel: common('cancel'),
    secret: t('clients.secret'),
    secretText: t('clients.secretText'),
    copy: common('copy'),
    copied: common('copied'),
  }
}
