import { AppError } from '#server/app-error.ts'

const statuses: Partial<Record<AppError['code'], number>> = {
  unauthenticated: 401,
  forbidden: 404,
  not_found: 404,
  validation_failed: 400,
}

/** What a route handler answers when a use case refuses: what may not be read looks like what is not there. */
export async function answerOrRefuse(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    const status = error instanceof AppError ? statuses[error.code] : undefined
    if (status === undefined) throw error
    return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
  }
}

/** A form of our own page, and nobody else's: the cookie alone does not say so. */
export function isOwnForm(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' || site === 'none'
}
