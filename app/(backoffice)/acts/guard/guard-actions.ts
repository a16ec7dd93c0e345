'use server'

import { readTarget, type Target } from '#app/(backoffice)/acts/read-target.ts'
import { wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { runCustomerAct } from '#app/(backoffice)/acts/run-customer-act.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'

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
  return await runCustomerAct({
    customerId,
    done: t(`acts.${name}.done`),
    work: async () => ask(acts[name], { cardId, pinKind, ...wordsOf(form) }),
  })
}
