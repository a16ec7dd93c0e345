import { maskCard } from '#domain/card/card-number.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { listOtherDevices, listOwnEnrollments } from '#server/devices/repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/** How an installation stands with the bank, also one that has ended. */
export async function readOwnDevice(
  { pool }: ChannelServices,
  { nowMs }: RequestContext,
  { id, status }: SigningDevice,
): Promise<Outcome> {
  const enrollments = await listOwnEnrollments(pool, id)
  const otherDevices = await listOtherDevices(pool, id)
  return {
    status: 200,
    body: {
      deviceId: id,
      status,
      serverTime: new Date(nowMs).toISOString(),
      enrollments: enrollments.map(({ bin, last4, ...enrollment }) => ({
        enrollmentId: enrollment.enrollmentId,
        card: maskCard({ bin, last4 }),
        pinKind: enrollment.pinKind,
        status: enrollment.status,
      })),
      otherDevices: otherDevices.map(({ lastSeenAtMs, ...device }) => ({
        ...device,
        lastSeenAt: new Date(lastSeenAtMs).toISOString(),
      })),
    },
  }
}
