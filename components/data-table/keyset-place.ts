import { parseOnce } from '#components/data-table/search-params.ts'
import { uuidForm } from '#domain/text/uuid.ts'
import type { KeysetPlace } from '#server/keyset.ts'

export const keysetPlace = parseOnce(readPlace, writePlace)

export function writePlace({ atMs, id }: KeysetPlace): string {
  return `${atMs}_${id}`
}

function readPlace(text: string): KeysetPlace | undefined {
  const [, atMs, id = ''] = /^([0-9]{1,15})_(.*)$/.exec(text) ?? []
  return uuidForm.test(id) ? { atMs: Number(atMs), id } : undefined
}
