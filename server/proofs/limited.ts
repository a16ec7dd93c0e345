import { AppError } from '#server/app-error.ts'

/** Too many codes were tried or sent; told with the seconds until another may be. */
export function limited(untilMs: number, nowMs: number): AppError {
  return new AppError('rate_limited', { retryAfterSeconds: Math.max(1, Math.ceil((untilMs - nowMs) / 1000)) })
}
