import type { SearchParams } from 'nuqs/server'
import { getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { CatalogueList } from '#components/catalogue/catalogue-list.tsx'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { searchKey } from '#domain/text/text-folding.ts'
import { type CatalogueEntry, readCatalogue } from '#server/catalogue/read-catalogue.ts'
import { readCatalogueSearch } from './search-params.ts'

export default async function CataloguePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { services, ctx, locale } = await readRequest()
  const [settings, t] = await getTranslators('settings', 'catalogueSettings')
  const entries = await orLeave(readCatalogue(services, ctx))
  const query = readCatalogueSearch(await searchParams)
  const shown = query.trim() === '' ? entries : entries.filter((entry) => hasWords(entry, query))
  return (
    <SettingsFrame current="catalogue" t={settings}>
      <p className="mb-3 text-ink-2">{t('intro')}</p>
      <form action="/settings/catalogue" className="mb-4 flex items-end gap-2">
        <TextField
          name="q"
          type="search"
          label={t('search')}
          labelHidden
          placeholder={t('search')}
          defaultValue={query}
          fieldClassName="w-72 min-w-0 max-md:flex-1"
        />
        <Button type="submit">{t('searchSubmit')}</Button>
        {query === '' ? null : (
          <LinkButton href="/settings/catalogue" variant="ghost">
            {t('searchClear')}
          </LinkButton>
        )}
      </form>
      <CatalogueList entries={shown} locale={locale} t={t} />
    </SettingsFrame>
  )
}

/** Whether every word stands somewhere in the reason's texts, in any spelling, or in its name. */
function hasWords({ reason, texts }: CatalogueEntry, query: string): boolean {
  const all = searchKey([reason, ...Object.values(texts.fa), ...Object.values(texts.en)].join(' '))
  return searchKey(query)
    .split(/\s+/)
    .every((word) => all.includes(word))
}
