'use server'

import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/customers/act-state.ts'
import { readTarget, type Target } from './read-target.ts'
import { runAct, wordsOf } from './run-act.ts'

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
  return await runAct({
    customerId,
    done: t(`acts.${name}.done`),
    work: async () => ask(acts[name], { deviceId, ...wordsOf(form) }),
  })
}
