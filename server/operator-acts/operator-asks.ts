import type { RequestContext } from '#server/request-context.ts'

/** What reading as an operator leaves behind, written by anyone who may: by the session of `ctx`, never by an operator's id. */
export type OperatorAsks = {
  keepAlive: (ctx: RequestContext) => Promise<void>
  recordDenial: (ctx: RequestContext, asked: string) => Promise<void>
}
