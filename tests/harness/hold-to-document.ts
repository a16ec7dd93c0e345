import { refusalsOf } from '#channel/contract/openapi.ts'
import type { Route } from '#channel/route.ts'
import { AppError } from '#server/app-error.ts'
import type { Outcome } from '#server/requests/run-once.ts'

/** The same call, which fails (500) when it answers what its own document does not describe. */
export function holdToDocument(route: Route): Route {
  return {
    ...route,
    handle: async (services, call) => {
      try {
        const outcome = await route.handle(services, call)
        requireDescribed(route, outcome)
        return outcome
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict') {
          requireDescribed(route, { status: 409, body: { code: error.reason } })
        }
        throw error
      }
    },
  }
}

function requireDescribed(route: Route, { status, body }: Outcome): void {
  const name = `${route.method} ${route.path}`
  if (status >= 200 && status < 300) {
    const answer = route.answers[status]
    if (answer === undefined) throw new Error(`${name} answered ${status}, which its document does not describe`)
    const wrong = answer.schema?.safeParse(body).error
    if (wrong) throw new Error(`${name} answered ${status} unlike its document: ${wrong.message}`)
    return
  }
  const { code } = body as { code?: unknown }
  const isDescribed = refusalsOf(route).some((refusal) => refusal.status === status && refusal.code === code)
  if (!isDescribed) throw new Error(`${name} refused with ${status} ${code}, which its document does not describe`)
}
