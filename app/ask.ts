import type { ActInput, ActResult, OperatorActName } from '#server/operator-acts/operator-acts.ts'
import { askAct } from '#server/signed-requests/ask-act.ts'
import { readOperatorContext } from './request.ts'
import { web } from './services.ts'

type Given<Name extends OperatorActName> = ActInput<Name> extends undefined ? [] : [input: ActInput<Name>]

/**
 * Has the channel server do what leaves anything behind, in the name of who is signed in: this process only reads.
 * @throws AppError as the use case of that name; what is forbidden is not_found
 */
export async function ask<Name extends OperatorActName>(name: Name, ...[input]: Given<Name>): Promise<ActResult<Name>> {
  const [{ counterpart }, ctx] = await Promise.all([web(), readOperatorContext()])
  return await askAct(counterpart, ctx, { name, input: input as ActInput<Name> })
}
