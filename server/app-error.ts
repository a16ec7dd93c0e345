export const appErrorCodes = [
  'not_found',
  'unauthenticated',
  'forbidden',
  'validation_failed',
  'request_id_reused',
  'rate_limited',
  'busy',
  'conflict',
] as const
export type AppErrorCode = (typeof appErrorCodes)[number]

/**
 * An operation that cannot be done, for a reason the caller may know. `code` is closed; `reason` is the fine word of
 * PRODUCT's catalogue or the contract (`cooling_off`), `fields` are top-level members of the answer.
 */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly reason: string
  readonly fields: Record<string, unknown>
  readonly retryAfterSeconds: number | null

  constructor(
    code: AppErrorCode,
    more: { reason?: string; fields?: Record<string, unknown>; retryAfterSeconds?: number } = {},
  ) {
    super(more.reason ?? code)
    this.name = 'AppError'
    this.code = code
    this.reason = more.reason ?? code
    this.fields = more.fields ?? {}
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }
}
