import type { z } from 'zod'
import { refuse } from '#channel/http/problem.ts'
import { readJson } from '#domain/text/read-json.ts'
import { requestIdSchema } from '#server/field-schemas.ts'

const jsonType = /^application\/json[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?$/i

/** @throws Refused unsupported_media_type */
export function requireJson(contentType: string | undefined): void {
  if (contentType === undefined || !jsonType.test(contentType)) throw refuse('unsupported_media_type')
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export type ParsedBody = { json: unknown } | null

/** Null when the bytes are not JSON in UTF-8, or name a member of one object twice. */
export function parseBody(bytes: Buffer): ParsedBody {
  try {
    const read = readJson(utf8.decode(bytes))
    return read.ok ? { json: read.json } : null
  } catch {
    return null
  }
}

/** The body's request id for an answer's echo; null when it has none of the contract's form. */
export function readRequestId(parsed: ParsedBody): string | null {
  const json = parsed?.json
  if (typeof json !== 'object' || json === null || !('requestId' in json)) return null
  const id = requestIdSchema.safeParse(json.requestId)
  return id.success ? id.data : null
}

/** @throws Refused validation_failed that names each wrong member; what was sent is never repeated */
export function validateBody<Body>(schema: z.ZodType<Body>, json: unknown): Body {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
  throw refuse('validation_failed', { fields: { errors } })
}
