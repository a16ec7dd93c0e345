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

/** The text fields of a form; what is no form has none. */
export async function readFields(request: Request): Promise<Record<string, string>> {
  const form = await request.formData().catch(() => new FormData())
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
