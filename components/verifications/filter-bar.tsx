import Link from 'next/link'
import { ActiveFilter } from '#components/data-table/active-filter.tsx'
import { ChipMenu } from '#components/data-table/chip-menu.tsx'
import { FacetMenu } from '#components/data-table/facet-menu.tsx'
import { compareTexts } from '#components/format/compare-texts.ts'
import { FilterForm } from '#components/verifications/filter-form.tsx'
import { type Words, wordOf } from '#components/verifications/filter-words.ts'
import { clearedHref, type LogParams, logHref } from '#components/verifications/log-href.ts'
import type { FacetName, LogCounts } from '#server/verifications/count-verifications.ts'
import type { LogFilterName, NamedLogField } from '#server/verifications/log-fields.ts'

type FilterBarProps = {
  params: LogParams
  typed: Readonly<Record<string, string>>
  counts: LogCounts
  /** The filter that a reader of one customer cannot take away. */
  kept?: LogFilterName
  fields: readonly NamedLogField[]
  words: Words
}

export function FilterBar({ params, typed, counts, kept, fields, words }: FilterBarProps) {
  const { t, locale } = words
  const faceted = fields.flatMap((field) => (field.facet ? [{ ...field, name: field.name as FacetName }] : []))
  const others = fields.flatMap((field) =>
    field.filter && !field.facet ? [{ ...field, name: field.name as Exclude<LogFilterName, FacetName> }] : [],
  )
  const active = [...faceted, ...others].filter(({ name }) => params[name] !== undefined && name !== kept)
  const labelOf = (name: LogFilterName, value: string): string | null | undefined =>
    name === 'merchant' ? counts.facets.merchant.find((each) => each.value === value)?.label : undefined
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 print:hidden">
      {active.map(({ name, ...field }) => (
        <ActiveFilter
          key={name}
          name={t(`filters.${name}`)}
          value={labelOf(name, params[name] ?? '') || wordOf(field, params[name] ?? '', words)}
          removeHref={logHref(params, { [name]: null })}
          removeLabel={t('filters.remove', { name: t(`filters.${name}`) })}
        />
      ))}
      {faceted
        .filter(({ name }) => params[name] === undefined)
        .map(({ name, ...field }) => (
          <FacetMenu
            key={`${name} ${JSON.stringify(params)}`}
            name={t(`filters.${name}`)}
            locale={locale}
            choices={counts.facets[name]
              .slice(0, 20)
              .map(({ value, label, count }) => ({
                key: value,
                href: logHref(params, { [name]: value }),
                word: (name === 'merchant' && label) || wordOf(field, value, words),
                count,
              }))
              .sort((a, b) => b.count - a.count || compareTexts(a.word, b.word, locale))}
          />
        ))}
      <ChipMenu key={`form ${JSON.stringify(params)}`} name={t('filters.add')} label={<>+ {t('filters.add')}</>} wide>
        <FilterForm params={params} typed={typed} fields={fields} t={t} />
      </ChipMenu>
      {active.length > 1 ? (
        <Link
          href={clearedHref(params, kept) ?? '/verifications'}
          prefetch={false}
          className="rounded-sm px-1 text-sm text-ink-2 underline-offset-4 hover:text-ink hover:underline"
        >
          {t('filters.clear')}
        </Link>
      ) : null}
    </div>
  )
}
