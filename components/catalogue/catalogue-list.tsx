import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { compareTexts } from '#components/format/compare-texts.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status } from '#components/ui/status.tsx'
import { familyNames, familyOf } from '#domain/reason/reason.ts'
import type { CatalogueEntry } from '#server/catalogue/read-catalogue.ts'

type CatalogueListProps = {
  entries: readonly CatalogueEntry[]
  locale: Locale
  t: Translator<'catalogueSettings'>
}

/** The reasons by the situation they belong to; those reworded and those that wait say so. */
export function CatalogueList({ entries, locale, t }: CatalogueListProps) {
  const columns: Column<CatalogueEntry>[] = [
    { key: 'title', header: t('columns.title'), cell: ({ texts }) => texts[locale].title, className: 'md:w-2/5' },
    {
      key: 'reason',
      header: t('columns.code'),
      cell: ({ reason }) => <Code className="text-xs text-ink-3">{reason}</Code>,
    },
    { key: 'state', header: t('columns.state'), cell: (entry) => <EntryState entry={entry} t={t} />, align: 'end' },
  ]
  const groups = familyNames.map((name) => ({
    name,
    rows: entries
      .filter(({ reason }) => familyOf(reason) === name)
      .sort((a, b) => compareTexts(a.texts[locale].title, b.texts[locale].title, locale)),
  }))
  if (entries.length === 0) {
    return (
      <Panel>
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      </Panel>
    )
  }
  return groups.map(({ name, rows }) =>
    rows.length === 0 ? null : (
      <Panel key={name} title={t(`groups.${name}`)} className="mb-4">
        <DataTable
          caption={t(`groups.${name}`)}
          columns={columns}
          rows={rows}
          rowKey={({ reason }) => reason}
          rowHref={({ reason }) => `/settings/catalogue/${reason}`}
          empty={null}
        />
      </Panel>
    ),
  )
}

function EntryState({ entry: { version, pending }, t }: { entry: CatalogueEntry; t: CatalogueListProps['t'] }) {
  return (
    <span className="inline-flex flex-wrap justify-end gap-1.5">
      {pending ? <Status tone="warn">{t('pending')}</Status> : null}
      {version > 0 ? <Status tone="info">{t('version', { version })}</Status> : null}
      {!pending && version === 0 ? <span className="text-xs text-ink-3">{t('builtIn')}</span> : null}
    </span>
  )
}
