import { createLoader, type SearchParams } from 'nuqs/server'
import { parseOnce } from '#components/data-table/search-params.ts'
import { safeNext } from './safe-next.ts'

const load = createLoader({ next: parseOnce(safeNext) })

/** The page to open after sign-in. */
export function readNext(search: SearchParams): string {
  return load(search).next ?? safeNext(undefined)
}
