import type { AppError, AppErrorCode } from '#server/app-error.ts'

export type Problem = {
  status: number
  code: string
  fields?: Record<string, unknown>
  detail?: string
  retryAfterSeconds?: number
  allow?: string
}

/** A request that the channel itself refuses before it calls a use case. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'Refused'
    this.problem = problem
  }
}

/** The refusals that every signed call can answer, in the order in which they are looked for. */
export const commonRefusals = [
  { status: 404, code: 'not_found', when: 'There is no such path, or no such thing for this caller.' },
  { status: 405, code: 'method_not_allowed', when: 'The path exists for the methods that Allow names.' },
  { status: 413, code: 'body_too_large', when: 'The body is larger than this call takes.' },
  { status: 415, code: 'unsupported_media_type', when: 'The body is not application/json in UTF-8.' },
  { status: 400, code: 'query_not_allowed', when: 'A signed path has a query string, which no signature covers.' },
  { status: 401, code: 'unauthenticated', when: 'The request is unsigned, or its signature is not good now.' },
  { status: 403, code: 'wrong_client_kind', when: 'This kind of caller may not call this path.' },
  { status: 429, code: 'rate_limited', when: 'Too many requests; wait as Retry-After says.' },
  {
    status: 400,
    code: 'malformed_json',
    when: 'The body is not JSON in UTF-8, or names a member of one object twice.',
  },
  { status: 422, code: 'validation_failed', when: 'Members of the body are missing or wrong; `errors` names each.' },
  { status: 422, code: 'request_id_reused', when: 'This requestId was used for another request.' },
  {
    status: 503,
    code: 'busy',
    when: 'Nothing was done, or it is not known; repeat the same requestId to learn which.',
  },
] as const

/** The answer to everything but the status call of an installation that was ended. */
export const endedDeviceRefusals = [
  { status: 403, code: 'device_deactivated', when: 'This installation was ended.' },
  { status: 403, code: 'device_blocked', when: 'The bank blocked this installation.' },
] as const

export type CommonCode = (typeof commonRefusals)[number]['code']

/** One of the refusals that every call shares. */
export function refuse(code: CommonCode, more: Partial<Problem> = {}): Refused {
  const known = commonRefusals.find((refusal) => refusal.code === code)
  return new Refused({ status: known?.status ?? 500, code, ...more })
}

const statusOf: Record<AppErrorCode, number> = {
  not_found: 404,
  unauthenticated: 401,
  forbidden: 404,
  validation_failed: 422,
  request_id_reused: 422,
  rate_limited: 429,
  busy: 503,
  conflict: 409,
}

/** What the caller may not see is answered exactly like what does not exist. */
export function problemOfAppError(error: AppError): Problem {
  return {
    status: statusOf[error.code],
    code: error.code === 'forbidden' ? 'not_found' : error.reason,
    fields: error.fields,
    ...(error.retryAfterSeconds === null ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  }
}

/** RFC 9457, with the contract's members at the top level. */
export function problemBody(problem: Problem, requestId: string | null): Record<string, unknown> {
  const { status, code, fields } = problem
  const detail =
    problem.detail ?? [...commonRefusals, ...endedDeviceRefusals].find((known) => known.code === code)?.when
  return {
    ...fields,
    type: `urn:ramzban:problem:${code}`,
    title: titleOf(code),
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(requestId === null ? {} : { requestId }),
  }
}

/** `card_blocked` → `Card blocked`. */
export function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
