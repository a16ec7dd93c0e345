'use server'

import type { ActState } from '#components/customers/act-state.ts'
import { blockDevice } from '#server/devices/block-device.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { getTranslator } from '../../../locale.ts'
import { readOperatorContext } from '../../../operator-context.ts'
import { web } from '../../../services.ts'
import { readTarget, type Target } from './read-target.ts'
import { runAct, wordsOf } from './run-act.ts'

type On = Target<'device'>
const acts = { deactivateDevice, blockDevice }

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
    work: async () => acts[name](await web(), await readOperatorContext(), { deviceId, ...wordsOf(form) }),
  })
}
