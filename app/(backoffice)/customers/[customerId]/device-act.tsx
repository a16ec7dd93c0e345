import type { DeskDevice } from '#server/customers/read-customer.ts'
import type { Acting } from './act-parts.ts'
import { deactivateDeviceAct } from './device-actions.ts'
import { GuardedAct } from './guarded-act.tsx'

export function DeviceAct({ device, customer, role, t }: Acting & { device: DeskDevice }) {
  if (device.status === 'deactivated' || device.status === 'blocked') return null
  return (
    <GuardedAct
      {...{ role, t }}
      name="deactivateDevice"
      permission="device:deactivate"
      variant="danger-quiet"
      danger
      action={deactivateDeviceAct.bind(null, { customerId: customer.id, deviceId: device.id })}
      trigger={t('acts.deactivateDevice.button')}
      title={t('acts.deactivateDevice.title', { model: device.model })}
      explain={t('acts.deactivateDevice.explain')}
      ask={{
        customer,
        target: { act: 'device:deactivate', payload: { customerId: customer.id, deviceId: device.id } },
        shown: { model: device.model },
      }}
    />
  )
}
