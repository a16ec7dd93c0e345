import type { ReactNode } from 'react'
import { Act } from '#app/(backoffice)/acts/act.tsx'
import { getTranslator, getTranslators } from '#app/locale.ts'
import type { ActAction } from '#components/acts/act-state.ts'
import { ReasonField } from '#components/acts/reason-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { isBound, SOURCES_MAX } from '#domain/channel-client/client-sources.ts'
import type { ClientRow } from '#server/settings/read-settings.ts'
import { askAddresses, askNewClient, askRotation, disableClient } from './actions.ts'

const kinds = ['gateway', 'atm', 'sms', 'core'] as const
type One = { client: Pick<ClientRow, 'id' | 'name' | 'sources'> }

export async function NewClient() {
  const [t, approvals] = await getTranslators('settings', 'approvals')
  return (
    <Act
      action={askNewClient}
      trigger={t('clients.create')}
      variant="primary"
      title={t('clients.createTitle')}
      submit={approvals('ask.submit')}
    >
      <p className="text-ink-2">{t('clients.createText')}</p>
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
      <PublicKey />
      <Addresses />
      <Reason />
    </Act>
  )
}

/** What one may do with a client in use. */
export async function ClientActs({ client }: One) {
  return (
    <span className="relative z-1 flex justify-end gap-1.5 max-md:flex-wrap max-md:justify-start">
      <Readdress client={client} />
      <Rotate client={client} />
      <Disable client={client} />
    </span>
  )
}

async function Readdress({ client: { id, name, sources } }: One) {
  const t = await getTranslator('settings')
  return (
    <OfClient
      id={id}
      action={askAddresses}
      trigger={t('clients.readdress')}
      title={t('clients.readdressTitle', { name })}
    >
      <p className="text-ink-2">{t('clients.readdressText')}</p>
      <Addresses start={isBound(sources) ? sources.join('\n') : ''} />
      <Reason />
    </OfClient>
  )
}

async function Rotate({ client: { id, name } }: One) {
  const t = await getTranslator('settings')
  return (
    <OfClient id={id} action={askRotation} trigger={t('clients.rotate')} title={t('clients.rotateTitle', { name })}>
      <p className="text-ink-2">{t('clients.rotateText')}</p>
      <PublicKey />
      <Reason />
    </OfClient>
  )
}

async function Disable({ client: { id, name } }: One) {
  const t = await getTranslator('settings')
  return (
    <OfClient
      id={id}
      action={disableClient}
      trigger={t('clients.disable')}
      title={t('clients.disableTitle', { name })}
      submit={t('clients.disableSubmit')}
    >
      <p className="text-ink-2">{t('clients.disableText')}</p>
      <Reason />
    </OfClient>
  )
}

type OfClientProps = {
  id: string
  action: ActAction
  trigger: string
  title: string
  /** Of an act that is done at once; else a second person is asked. */
  submit?: string
  children: ReactNode
}

async function OfClient({ id, action, trigger, title, submit, children }: OfClientProps) {
  const approvals = await getTranslator('approvals')
  return (
    <Act
      action={action}
      trigger={trigger}
      size="small"
      variant={submit ? 'danger-quiet' : 'secondary'}
      danger={submit !== undefined}
      title={title}
      submit={submit ?? approvals('ask.submit')}
    >
      <input type="hidden" name="id" value={id} />
      {children}
    </Act>
  )
}

async function PublicKey() {
  const t = await getTranslator('settings')
  return (
    <TextArea
      name="publicKey"
      label={t('clients.publicKey')}
      description={t('clients.publicKeyHint')}
      required
      maxLength={4000}
      rows={4}
      dir="ltr"
      spellCheck={false}
      autoComplete="off"
      className="min-h-24 font-mono text-sm"
    />
  )
}

async function Addresses({ start = '' }: { start?: string }) {
  const t = await getTranslator('settings')
  return (
    <TextArea
      name="sources"
      label={t('clients.sources')}
      description={t('clients.sourcesHint', { most: SOURCES_MAX })}
      defaultValue={start}
      required
      maxLength={2000}
      rows={3}
      dir="ltr"
      spellCheck={false}
      autoComplete="off"
      className="min-h-20 font-mono text-sm"
    />
  )
}

async function Reason() {
  const customers = await getTranslator('customers')
  return <ReasonField label={customers('acts.reason')} description={customers('acts.reasonHint')} />
}
