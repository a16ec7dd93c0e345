import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { touchDevice } from '#server/devices/signing-device-repository.ts'
import type { ChannelServices } from '#server/services.ts'

const NOTED_AT_MOST_EVERY_MS = 60_000

/** Support sees when an installation last called, to the minute. */
export async function noteDeviceSeen(
  { pool }: Pick<ChannelServices, 'pool'>,
  device: SigningDevice,
  nowMs: number,
): Promise<void> {
  if (nowMs - device.lastSeenAtMs >= NOTED_AT_MOST_EVERY_MS) await touchDevice(pool, device.id, nowMs)
}
