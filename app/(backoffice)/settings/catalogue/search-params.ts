import { createLoader, type SearchParams } from 'nuqs/server'
import { parseOnce } from '#components/data-table/search-params.ts'

const LENGTH_MAX = 100
const load = createLoader({ q: parseOnce((text) => text.slice(0, LENGTH_MAX)) })

/** What the reasons are searched for; empty where all are asked for. */
export function readCatalogueSearch(search: SearchParams): string {
  return load(search).q ?? ''
}
