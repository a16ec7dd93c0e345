'use server'

import type { ActState } from '#components/customers/act-state.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { getTranslator } from '../../../locale.ts'
import { readOperatorContext } from '../../../operator-context.ts'
import { web } from '../../../services.ts'
import { readTarget, type Target } from './read-target.ts'
import { runAct, wordsOf } from './run-act.ts'

export async function deactivateDeviceAct(
  on: Target<'device'>,
  _previous: ActState,
  form: FormData,
): Promise<ActState> {
  const t = await getTranslator('customers')
  const { customerId, deviceId } = readTarget('device', on)
  return await runAct({
    customerId,
    done: t('acts.deactivateDevice.done'),
    work: async () => deactivateDevice(await web(), await readOperatorContext(), { deviceId, ...wordsOf(form) }),
  })
}
