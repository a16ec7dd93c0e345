import { createLoader, type SearchParams } from 'nuqs/server'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import { type StatementDays, statementDays } from '#server/statements/read-statement.ts'

const USUAL_DAYS: StatementDays = 30
const parsers = { days: parseOnce((text) => statementDays.find((each) => String(each) === text)) }
const load = createLoader(parsers)

export function readStatementDays(search: SearchParams): StatementDays {
  return load(search).days ?? USUAL_DAYS
}

export function statementHref(customerId: string, days: StatementDays): string {
  return createHref(`/customers/${customerId}/statement`, parsers)({}, { days })
}
