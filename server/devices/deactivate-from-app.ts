import { endDevice, takeDevice } from '#server/devices/end-device.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { listOtherDevices } from '#server/devices/repository.ts'
import type { DeviceEndingAct } from '#server/devices/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/** `otherDeviceId`: one of those the calling installation is shown as `otherDevices`; null for itself. */
type Input = { request: RequestKey; device: SigningDevice; otherDeviceId: string | null; act: DeviceEndingAct }

/** The customer ends an installation from the app, this one or another of theirs; its enrollments end with it. */
export async function deactivateFromApp(
  services: ChannelServices,
  ctx: RequestContext,
  { request, device, otherDeviceId, act }: Input,
): Promise<Outcome> {
  return await runOnce(services.pool, request, async (tx) => {
    const taken = await takeDevice(tx, otherDeviceId ?? device.id)
    const others = otherDeviceId === null ? [] : await listOtherDevices(tx, device.id)
    const mayEnd = otherDeviceId === null || others.some(({ deviceId }) => deviceId === otherDeviceId)
    if (taken === null || !mayEnd) return refusal(404, 'not_found')
    if (taken.status === 'deactivated' || taken.status === 'blocked') return refusal(403, `device_${taken.status}`)
    await endDevice(tx, ctx, taken, { reason: act.reason, where: device.model })
    return { status: 200, body: { status: 'deactivated' } }
  })
}
