import { createLoader, type SearchParams } from 'nuqs/server'
import { parseOnce } from '#components/data-table/search-params.ts'

const load = createLoader({ client: parseOnce((text) => text) })

/** The channel client whose refused signatures are asked for. */
export function readChosenClient(search: SearchParams): string | null {
  return load(search).client
}
