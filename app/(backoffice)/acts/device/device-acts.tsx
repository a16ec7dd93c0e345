import type { Acting } from '#app/(backoffice)/acts/acting.ts'
import { GuardedAct } from '#app/(backoffice)/acts/guarded-act.tsx'
import { acceptedProofs } from '#domain/operator/act-proofs.ts'
import type { DeskDevice } from '#server/customers/read-customer.ts'
import { blockDeviceAct, deactivateDeviceAct } from './device-actions.ts'

type DeviceActProps = Acting & { device: DeskDevice }

export function DeviceAct({ device, customer, role, t }: DeviceActProps) {
  if (device.status === 'deactivated' || device.status === 'blocked') return null
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="deactivateDevice"
      permission="device:deactivate"
      variant="danger-quiet"
      danger
      action={deactivateDeviceAct.bind(null, { customerId: customer.id, deviceId: device.id })}
      trigger={t('acts.deactivateDevice.button')}
      title={t('acts.deactivateDevice.title', { model: device.model })}
      explain={t('acts.deactivateDevice.explain')}
      ask={{
        target: { act: 'device:deactivate', payload: { customerId: customer.id, deviceId: device.id } },
        shown: { model: device.model },
      }}
    />
  )
}

/** The fraud desk's alone: the device is shut out for good. */
export function BlockDeviceAct({ device, customer, role, t }: DeviceActProps) {
  const isOver = device.status === 'deactivated' || device.status === 'blocked'
  if (isOver || acceptedProofs('device:block', role).length === 0) return null
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="blockDevice"
      permission="device:deactivate"
      proven="device:block"
      variant="danger-quiet"
      danger
      action={blockDeviceAct.bind(null, { customerId: customer.id, deviceId: device.id })}
      trigger={t('acts.blockDevice.button')}
      title={t('acts.blockDevice.title', { model: device.model })}
      explain={t('acts.blockDevice.explain')}
    />
  )
}
