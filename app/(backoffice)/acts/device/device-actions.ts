'use server'

import { readTarget, type Target } from '#app/(backoffice)/acts/read-target.ts'
import { wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { runCustomerAct } from '#app/(backoffice)/acts/run-customer-act.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'

type On = Target<'device'>
const acts = { deactivateDevice: 'deactivate-device', blockDevice: 'block-device' } as const

export async function deactivateDeviceAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  return await act('deactivateDevice', on, form)
}

export async function blockDeviceAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  return await act('blockDevice', on, form)
}

async function act(name: keyof typeof acts, on: On, form: FormData): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, deviceId } = readTarget('device', on)
  return await runCustomerAct({
    customerId,
    done: t(`acts.${name}.done`),
    work: async () => ask(acts[name], { deviceId, ...wordsOf(form) }),
  })
}
