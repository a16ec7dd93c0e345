import { Act } from '#app/(backoffice)/acts/act.tsx'
import { ReasonField } from '#components/acts/reason-field.tsx'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import { PolicyFields } from '#components/settings/policy-fields.tsx'
import type { PolicyGroup } from '#components/settings/policy-groups.ts'
import type { PolicyFigure } from '#server/settings/read-settings.ts'
import { askPolicyChange } from './policy-action.ts'

type ChangeGroupProps = { group: PolicyGroup; figures: readonly PolicyFigure[]; texts: ApprovalTexts }

/** Asks for other figures in one group of the policy. */
export function ChangeGroup({ group, figures, texts }: ChangeGroupProps) {
  const { t, customers, settings, locale } = texts
  const name = settings(`policy.groups.${group}`)
  return (
    <Act
      action={askPolicyChange}
      trigger={
        <>
          {t('policy.button')}
          <span className="sr-only"> {name}</span>
        </>
      }
      title={t('policy.title', { group: name })}
      size="small"
      submit={t('ask.submit')}
    >
      <p className="text-ink-2">{t('policy.explain')}</p>
      <PolicyFields figures={figures} locale={locale} settings={settings} t={t} />
      <ReasonField label={customers('acts.reason')} description={customers('acts.reasonHint')} />
    </Act>
  )
}
