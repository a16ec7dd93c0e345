import type { SearchParams } from 'nuqs/server'
import { getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { CatalogueEditor } from '#components/catalogue/catalogue-editor.tsx'
import { type ShownVersion, VersionHistory } from '#components/catalogue/version-history.tsx'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { mayAsk } from '#domain/operator/permission.ts'
import type { CatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import { listTextDifferences } from '#domain/reason/list-text-differences.ts'
import { type CatalogueReason, readCatalogueReason } from '#server/catalogue/read-catalogue.ts'
import { askForWording } from './actions.ts'
import { readEditLabels, sampleFacts, writePlaceholder } from './edit-parts.ts'
import { readVersionAsked } from './search-params.ts'
import { WordingNow } from './wording-now.tsx'

type PageProps = {
  params: Promise<{ reason: string }>
  searchParams: Promise<SearchParams>
}

export default async function CatalogueReasonPage({ params, searchParams }: PageProps) {
  const { services, ctx, operator, locale, nowMs } = await readRequest()
  const [settings, t] = await getTranslators('settings', 'catalogueSettings')
  const entry = await orLeave(readCatalogueReason(services, ctx, await params))
  const { reason, pending, placeholders, version } = entry
  const from = versionAsked(entry, readVersionAsked(await searchParams))
  const mayEdit = mayAsk(operator.role, 'policy:change')
  const facts = { fa: await sampleFacts('fa'), en: await sampleFacts('en') }
  return (
    <SettingsFrame current="catalogue" t={settings}>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-lg font-bold">{entry.texts[locale].title}</h2>
        <Code className="text-xs text-ink-3">{reason}</Code>
        <TextLink href="/settings/catalogue">{t('back')}</TextLink>
      </div>
      {pending ? (
        <Banner tone="warn" className="mb-4" action={<TextLink href="/approvals">{t('pendingLink')}</TextLink>}>
          {t('pendingBanner', {
            maker: pending.makerName,
            when: formatRelativeInstant({ atMs: pending.requestedAtMs, nowMs, locale }),
          })}
        </Banner>
      ) : null}
      {from ? (
        <Banner tone="info" className="mb-4">
          {from.version === 0 ? t('fromBuiltIn') : t('from', { version: from.version })}
        </Banner>
      ) : null}
      {mayEdit && !pending ? (
        <CatalogueEditor
          key={`${version}-${from?.version}`}
          texts={from?.texts ?? entry.texts}
          facts={facts}
          placeholders={placeholders.map(writePlaceholder)}
          action={askForWording.bind(null, reason)}
          labels={await readEditLabels()}
        />
      ) : (
        <WordingNow texts={entry.texts} facts={facts} labels={await readEditLabels()} />
      )}
      <Panel title={t('historyTitle')} className="mt-4">
        <VersionHistory
          reason={reason}
          versions={withDifferences(entry)}
          mayEdit={mayEdit && !pending}
          locale={locale}
          t={t}
        />
      </Panel>
    </SettingsFrame>
  )
}

/** The version whose texts the editor begins with, when the address names one. */
function versionAsked(
  { versions, builtIn }: CatalogueReason,
  from: number | null,
): { version: number; texts: CatalogueTexts } | null {
  if (from === 0) return { version: 0, texts: builtIn }
  return versions.find(({ version }) => version === from) ?? null
}

function withDifferences({ versions, builtIn }: CatalogueReason): ShownVersion[] {
  return versions.map((each, index) => ({
    ...each,
    differences: listTextDifferences(versions[index + 1]?.texts ?? builtIn, each.texts),
  }))
}
