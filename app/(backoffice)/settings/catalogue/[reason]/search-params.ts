import { createLoader, type SearchParams } from 'nuqs/server'
import { parseOnce } from '#components/data-table/search-params.ts'

const load = createLoader({
  from: parseOnce((text) => (/^(0|[1-9][0-9]{0,8})$/.test(text) ? Number(text) : undefined)),
})

/** The version whose texts the editor begins with, 0 for the built-in ones. */
export function readVersionAsked(search: SearchParams): number | null {
  return load(search).from
}
