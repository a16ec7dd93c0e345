import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { LogTable } from '#components/verifications/log-table.tsx'
import type { LogRow, NamedLogField } from '#server/verifications/log-fields.ts'

type LatestFailuresProps = {
  rows: readonly LogRow[]
  fields: readonly NamedLogField[]
  nowMs: number
  locale: Locale
  words: { t: Translator<'home'>; verifications: Translator<'verifications'>; reasons: Translator<'reasons'> }
}

export function LatestFailures({
  rows,
  fields,
  nowMs,
  locale,
  words: { t, verifications, reasons },
}: LatestFailuresProps) {
  return (
    <Panel
      title={t('failures.title')}
      actions={<TextLink href="/verifications?outcome=rejected">{t('failures.all')}</TextLink>}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('failures.empty')} />
      ) : (
        <LogTable
          rows={rows}
          fields={fields}
          params={{ outcome: 'rejected' }}
          nowMs={nowMs}
          locale={locale}
          t={verifications}
          reasons={reasons}
        />
      )}
    </Panel>
  )
}
