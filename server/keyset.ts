import { isUuidv7, uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { at } from '#server/database.ts'

/** The row behind which a page goes on, in a list ordered by an instant and then by id. */
export type KeysetPlace = { atMs: number; id: string }

/** The rows just older than one, or just newer, or the newest; ids are UUIDv7, so that an id alone names its place. */
export type KeysetPage = { limit: number; beforeId?: string | undefined; afterId?: string | undefined }

/** What was asked for; an id that is none is no place, and `afterId` goes before `beforeId`. */
export function readKeysetPage(asked: Partial<KeysetPage>, { usual, max }: { usual: number; max: number }): KeysetPage {
  const afterId = uuidv7OrNone(asked.afterId)
  const beforeId = afterId === undefined ? uuidv7OrNone(asked.beforeId) : undefined
  return { limit: Math.min(asked.limit ?? usual, max), beforeId, afterId }
}

/** A page's rows and where its neighbours begin; `found`: newest first, one row more than the page holds where there is one. */
export function cutKeysetPage<Row extends { id: string }>(
  found: readonly Row[],
  { limit, beforeId, afterId }: KeysetPage,
): { rows: Row[]; newerThanId: string | null; olderThanId: string | null } {
  const isNewer = afterId !== undefined
  const hasMore = found.length > limit
  const rows = isNewer ? found.slice(-limit) : found.slice(0, limit)
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows,
    newerThanId: first && (isNewer ? hasMore : beforeId !== undefined) ? first.id : null,
    olderThanId: last && (isNewer || hasMore) ? last.id : null,
  }
}

/** The same of a list that goes one way only: the page's rows, and the last of them where more follow. */
export function cutForward<Row>(found: readonly Row[], limit: number): { rows: Row[]; last: Row | null } {
  const rows = found.slice(0, limit)
  return { rows, last: found.length > limit ? (rows.at(-1) ?? null) : null }
}

/** The condition of a page and the direction to read in; what the condition compares with is added to `values`. */
export function seekPage(
  { beforeId, afterId }: KeysetPage,
  columns: readonly [at: string, id: string],
  values: unknown[],
): { where: string[]; direction: 'ASC' | 'DESC' } {
  const direction = afterId === undefined ? 'DESC' : 'ASC'
  const id = afterId ?? beforeId
  if (id === undefined) return { where: [], direction }
  const first = values.push(at(uuidv7AtMs(id)), id) - 1
  return { where: [rowsBeyond(columns, direction, first)], direction }
}

/** The rows behind a place in this direction; its instant and id are the parameters `$first` and the next. */
export function rowsBeyond(
  [atColumn, idColumn]: readonly [at: string, id: string],
  direction: 'ASC' | 'DESC',
  first: number,
): string {
  return `(${atColumn}, ${idColumn}) ${direction === 'ASC' ? '>' : '<'} ($${first}, $${first + 1})`
}

function uuidv7OrNone(id: string | undefined): string | undefined {
  return id !== undefined && isUuidv7(id) ? id : undefined
}
