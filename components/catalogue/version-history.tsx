import { TextDiff } from '#components/catalogue/text-diff.tsx'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline, TimelineItem } from '#components/ui/timeline.tsx'
import type { TextDifference } from '#domain/reason/list-text-differences.ts'
import type { CatalogueVersion } from '#server/catalogue/read-catalogue.ts'

export type ShownVersion = CatalogueVersion & { differences: readonly TextDifference[] }
type VersionHistoryProps = {
  reason: string
  versions: readonly ShownVersion[]
  mayEdit: boolean
  locale: Locale
  t: Translator<'catalogueSettings'>
}

/** Who worded what, when and why, newest first; an earlier wording can be taken up again as a new one. */
export function VersionHistory({ reason, versions, mayEdit, locale, t }: VersionHistoryProps) {
  const takeUp = (version: number, isInForce: boolean) =>
    mayEdit && !isInForce ? (
      <TextLink href={`/settings/catalogue/${reason}?from=${version}`}>{t('takeUp')}</TextLink>
    ) : null
  return (
    <div className="[--timeline-time:9.5rem]">
      <Timeline label={t('history')}>
        {versions.map(({ version, atMs, makerName, checkerName, why, differences }, index) => (
          <TimelineItem
            key={version}
            time={<Moment atMs={atMs} as="short" locale={locale} />}
            tone={index === 0 ? 'ok' : 'off'}
            aside={takeUp(version, index === 0)}
          >
            <strong className="font-semibold">{t('version', { version })}</strong>
            <span className="text-ink-2"> · {t('by', { maker: makerName, checker: checkerName })}</span>
            <span className="block text-xs text-ink-3">{t('because', { why })}</span>
            <div className="mt-1.5">
              <TextDiff differences={differences} t={t} />
            </div>
          </TimelineItem>
        ))}
        <TimelineItem time={null} tone={versions.length === 0 ? 'ok' : 'off'} aside={takeUp(0, versions.length === 0)}>
          {t('builtInVersion')}
        </TimelineItem>
      </Timeline>
    </div>
  )
}
