import { parseOnce } from '#components/data-table/search-params.ts'

/** The row behind which a page goes on. */
export type KeysetPlace = { atMs: number; id: string }

export const keysetPlace = parseOnce(readPlace, writePlace)

export function writePlace({ atMs, id }: KeysetPlace): string {
  return `${atMs}_${id}`
}

function readPlace(text: string): KeysetPlace | undefined {
  const [, atMs, id] = /^([0-9]{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? []
  return atMs !== undefined && id !== undefined ? { atMs: Number(atMs), id } : undefined
}
