'use server'

import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/customers/act-state.ts'
import { readTarget, type Target } from './read-target.ts'
import { runAct, wordsOf } from './run-act.ts'

type On = Target<'guard'>
const acts = { suspend: 'suspend-guard', unsuspend: 'unsuspend-guard', unlock: 'unlock-guard' } as const

export async function suspendAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  return await act('suspend', on, form)
}

export async function unsuspendAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  return await act('unsuspend', on, form)
}

export async function unlockAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  return await act('unlock', on, form)
}

async function act(name: keyof typeof acts, on: On, form: FormData): Promise<ActState> {
  const { customerId, cardId, pinKind } = readTarget('guard', on)
  const t = await getTranslator('customers')
  return await runAct({
    customerId,
    done: t(`acts.${name}.done`),
    work: async () => ask(acts[name], { cardId, pinKind, ...wordsOf(form) }),
  })
}
