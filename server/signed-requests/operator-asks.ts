import { AppError } from '#server/app-error.ts'
import type { OperatorAsks } from '#server/operator-acts/operator-asks.ts'
import type { OperatorActor, RequestContext } from '#server/request-context.ts'
import { askAct, type Counterpart } from '#server/signed-requests/ask-act.ts'

/** What a process that only reads asks the channel server to write down; a session is kept alive once a request. */
export function openOperatorAsks(counterpart: Counterpart): OperatorAsks {
  const kept = new WeakMap<RequestContext, Promise<unknown>>()
  return {
    keepAlive: async (ctx) => {
      const asked =
        kept.get(ctx) ?? askAct(counterpart, operatorOf(ctx), { name: 'require-operator', input: undefined })
      kept.set(ctx, asked)
      await asked
    },
    recordDenial: async (ctx, asked) => {
      await askAct(counterpart, operatorOf(ctx), { name: 'be-refused', input: { asked } })
    },
  }
}

function operatorOf(ctx: RequestContext): RequestContext<OperatorActor> {
  const { actor } = ctx
  if (actor.kind !== 'operator') throw new AppError('unauthenticated')
  return { ...ctx, actor }
}
