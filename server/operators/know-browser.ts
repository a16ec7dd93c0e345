import { DAY_MS } from '#domain/calendar/day.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { drawMark, markHashOf } from '#server/operators/device-mark.ts'
import {
  deleteKnownDevice,
  forgetOldDevices,
  insertKnownDevice,
  noteUse,
} from '#server/operators/known-device-repository.ts'
import type { RightSignIn } from '#server/operators/open-session.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * From a right sign-in on the browser is one of the operator's. One mark serves all who sign in at a browser; a mark that
 * this bank never gave is not taken up, or somebody could put one of theirs there. Answers the mark to keep.
 */
export async function knowBrowser(
  tx: Transaction,
  { policy }: Pick<ChannelServices, 'policy'>,
  { nowMs, ip, userAgent }: RequestContext,
  { operator: { id: operatorId }, facts, keys, device }: RightSignIn,
): Promise<string> {
  const { staffKnownDevicesMax, staffKnownDeviceDays } = policy()
  const known = facts.device
  if (known !== null && !known.isCode && device !== undefined) {
    await noteUse(tx, { id: known.id, nowMs, ip, userAgent })
    return device
  }
  if (known !== null) await deleteKnownDevice(tx, known.id, operatorId)
  const usedSinceMs = nowMs - staffKnownDeviceDays * DAY_MS
  await forgetOldDevices(tx, { operatorId, keep: staffKnownDevicesMax - 1, usedSinceMs, nowMs })
  const isShared = facts.isMarkInUse && device !== undefined && keys.markHash !== null
  const mark = isShared ? device : drawMark()
  const markHash = markHashOf(mark)
  if (markHash === null) throw new Error('A mark was drawn that is none')
  await insertKnownDevice(tx, { id: drawId(nowMs), operatorId, markHash, nowMs, ip, userAgent, codeExpiresAtMs: null })
  return mark
}
