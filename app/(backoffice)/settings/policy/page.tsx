import { formatLongDateTime } from '#components/format/format-instant.ts'
import { PolicyFigures } from '#components/settings/policy-figures.tsx'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { readPolicyFigures } from '#server/settings/read-settings.ts'
import { getTranslator, readLocale } from '../../../locale.ts'
import { orLeave, readOperatorContext } from '../../../operator-context.ts'
import { web } from '../../../services.ts'

export default async function PolicyPage() {
  const [services, ctx, locale, t] = await Promise.all([
    web(),
    readOperatorContext(),
    readLocale(),
    getTranslator('settings'),
  ])
  const policy = await orLeave(readPolicyFigures(services, ctx))
  const when = policy.updatedAtMs === null ? null : formatLongDateTime(policy.updatedAtMs, locale)
  return (
    <SettingsFrame current="policy" t={t}>
      <Banner tone="info" className="mb-4">
        {t('policy.note')} {when ? t('policy.updated', { when }) : null}
      </Banner>
      <PolicyFigures policy={policy} locale={locale} t={t} />
    </SettingsFrame>
  )
}
