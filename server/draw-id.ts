import { randomUUID } from 'node:crypto'
import { uuidv7OfRandom } from '#domain/text/uuidv7.ts'

/** A fresh UUIDv7 of the request's instant: its time part equals the row's `at`. Node draws random UUIDs ahead, many at a time. */
export function drawId(atMs: number): string {
  return uuidv7OfRandom(atMs, randomUUID())
}
