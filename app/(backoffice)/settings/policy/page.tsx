import { readApprovalTexts } from '#app/(backoffice)/approvals/read-approval-texts.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { formatLongDateTime } from '#components/format/format-instant.ts'
import { PolicyFigures } from '#components/settings/policy-figures.tsx'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { mayRequestApproval } from '#domain/operator/approval.ts'
import { readPolicyFigures } from '#server/settings/read-settings.ts'
import { ChangeGroup } from './change-group.tsx'
import { findWaitingChange, WaitingChange } from './waiting-change.tsx'

export default async function PolicyPage() {
  const { services, ctx, operator, locale } = await readRequest()
  const { role } = operator
  const texts = await readApprovalTexts()
  const policy = await orLeave(readPolicyFigures(services, ctx))
  const mayAsk = mayRequestApproval(role, 'policy:change', { isForeign: false })
  const waiting = mayAsk ? await findWaitingChange() : null
  const { settings: t } = texts
  const when = policy.updatedAtMs === null ? null : formatLongDateTime(policy.updatedAtMs, locale)
  return (
    <SettingsFrame current="policy" t={t}>
      {waiting ? <WaitingChange approval={waiting} /> : null}
      <Banner tone="info" className="mb-4">
        {texts.t('policy.note')} {when ? t('policy.updated', { when }) : null}
      </Banner>
      <PolicyFigures
        policy={policy}
        locale={locale}
        t={t}
        actOf={
          mayAsk && waiting === null
            ? (group, figures) => <ChangeGroup group={group} figures={figures} texts={texts} />
            : undefined
        }
      />
    </SettingsFrame>
  )
}
