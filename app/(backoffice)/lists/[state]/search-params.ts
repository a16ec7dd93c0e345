import { createLoader, type SearchParams } from 'nuqs/server'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import type { CustomerState } from '#server/overview/list-customers-by-state.ts'

const listSearchParams = { after: parseOnce((text) => text) }
const load = createLoader(listSearchParams)

/** The customer behind whom the list goes on. */
export function readPlaceInList(search: SearchParams): string | undefined {
  return load(search).after ?? undefined
}

export function listHref(state: CustomerState, after: string): string {
  return createHref(`/lists/${state}`, listSearchParams)({}, { after })
}
