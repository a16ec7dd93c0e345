import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#domain/text/uuidv7.ts'

/** A fresh UUIDv7 of the request's instant: its time part equals the row's `at`. */
export function drawId(atMs: number): string {
  return uuidv7({ atMs, randomBytes: randomBytes(10) })
}
