import { moveTo, refuseFor, type Transition, type TransitionTable } from '#domain/verification/transition.ts'

export type DeviceStatus = 'registered' | 'active' | 'deactivated' | 'blocked'
export type DeviceEvent = 'activate' | 'deactivate' | 'block'
export type DeviceRefusal = 'device_deactivated' | 'device_blocked'

const living = { activate: moveTo('active'), deactivate: moveTo('deactivated'), block: moveTo('blocked') } as const
const deactivated = refuseFor('device_deactivated')
const blocked = refuseFor('device_blocked')

const table: TransitionTable<DeviceStatus, DeviceEvent, DeviceRefusal> = {
  registered: living,
  active: living,
  deactivated: { activate: deactivated, deactivate: deactivated, block: deactivated },
  blocked: { activate: blocked, deactivate: blocked, block: blocked },
}

export function moveDevice(status: DeviceStatus, event: DeviceEvent): Transition<DeviceStatus, DeviceRefusal> {
  return table[status][event]
}
