import type { FastifyReply } from 'fastify'
import type { Logger } from 'pino'
import { type Problem, problemBody, problemOfAppError, Refused, refuse } from '#channel/http/problem.ts'
import type { Route } from '#channel/route.ts'
import { AppError } from '#server/app-error.ts'
import { isDatabaseTrouble } from '#server/database-trouble.ts'
import type { Outcome } from '#server/requests/run-once.ts'

const RETRY_RATE_AFTER_SECONDS = 60
const RETRY_BUSY_AFTER_SECONDS = 1

export type AnsweredCall = { route: Route; requestId: string | null }

export function sendOutcome(reply: FastifyReply, outcome: Outcome, { route, requestId }: AnsweredCall): FastifyReply {
  const { status, body } = outcome
  if (status >= 200 && status < 300) {
    return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
  }
  return sendProblem(reply, problemOfOutcome(route, outcome), requestId)
}

function problemOfOutcome({ refusals }: Route, { status, body }: Outcome): Problem {
  const { code, retryAfterSeconds, ...fields } = body as Record<string, unknown>
  const detail = refusals.find((refusal) => refusal.status === status && refusal.code === code)?.when
  return {
    status,
    code: String(code),
    fields,
    ...(detail === undefined ? {} : { detail }),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string | null): FastifyReply {
  const { status, retryAfterSeconds, allow } = problem
  if (status === 429 || status === 503) {
    const fallback = status === 429 ? RETRY_RATE_AFTER_SECONDS : RETRY_BUSY_AFTER_SECONDS
    reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds ?? fallback))))
  }
  if (allow !== undefined) reply.header('allow', allow)
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, requestId)))
}

/** An error as the caller sees it. An unexpected one is logged, and answered without details. */
export function problemOfError(error: unknown, log: Logger): Problem {
  if (error instanceof Refused) return error.problem
  if (error instanceof AppError) return problemOfAppError(error)
  const { code } = error as { code?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('body_too_large').problem
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return refuse('malformed_json').problem
  if (isDatabaseTrouble(error)) {
    log.warn({ error: describeError(error) }, 'the database is away or busy')
    return refuse('busy').problem
  }
  log.error({ error: describeError(error) }, 'a request failed')
  return { status: 500, code: 'internal', detail: 'Something is wrong on our side; the bank’s log says what.' }
}

/** A database's own message may quote a row's values, so only where it came from is logged. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, table, constraint, severity, routine } = error as unknown as Record<string, unknown>
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  // Not under the name `code`, which the log hides wherever it stands.
  if (severity !== undefined) return { name: error.name, sqlState: code, table, constraint, routine, frames }
  return { name: error.name, errorCode: code, message: error.message, frames }
}
