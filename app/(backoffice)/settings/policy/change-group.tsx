import { randomUUID } from 'node:crypto'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import { ActDialog } from '#components/customers/act-dialog.tsx'
import { PolicyFields } from '#components/settings/policy-fields.tsx'
import type { PolicyGroup } from '#components/settings/policy-groups.ts'
import { TextArea } from '#components/ui/text-area.tsx'
import type { PolicyFigure } from '#server/settings/read-settings.ts'
import { askPolicyChange } from './policy-action.ts'

type ChangeGroupProps = { group: PolicyGroup; figures: readonly PolicyFigure[]; texts: ApprovalTexts }

/** Asks for other figures in one group of the policy. */
export function ChangeGroup({ group, figures, texts }: ChangeGroupProps) {
  const { t, customers, settings, locale } = texts
  const name = settings(`policy.groups.${group}`)
  return (
    <ActDialog
      action={askPolicyChange}
      trigger={
        <>
          {t('policy.button')}
          <span className="sr-only"> {name}</span>
        </>
      }
      title={t('policy.title', { group: name })}
      submissionId={randomUUID()}
      size="small"
      labels={{
        close: customers('acts.close'),
        cancel: customers('acts.cancel'),
        pending: customers('acts.pending'),
        submit: t('ask.submit'),
      }}
    >
      <p className="text-ink-2">{t('policy.explain')}</p>
      <PolicyFields figures={figures} locale={locale} settings={settings} t={t} />
      <TextArea
        name="reason"
        label={customers('acts.reason')}
        description={customers('acts.reasonHint')}
        required
        minLength={3}
        maxLength={300}
        rows={2}
      />
    </ActDialog>
  )
}
