import { z } from 'zod'
import { moveDevice } from '#domain/enrollment/device.ts'
import { AppError } from '#server/app-error.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { findDeviceSubject } from '#server/approvals/subject-repository.ts'
import { endDevice, takeDevice } from '#server/devices/end-device.ts'
import { idSchema } from '#server/field-schemas.ts'

/** `customerId`: on whose record it was asked; an installation may serve more than one. */
const payloadSchema = z.object({ deviceId: idSchema, customerId: idSchema })

export const deviceStep: ApprovalStep = defineStep({
  payloadSchema,
  hold: async (tx, { deviceId }) => {
    await takeDevice(tx, deviceId)
  },
  read: async (sql, _ctx, { deviceId, customerId }) => {
    const device = await findDeviceSubject(sql, { deviceId, customerId })
    if (!device) return null
    const { model, platform, appVersion, status, enrollments } = device
    const move = moveDevice(status, 'deactivate')
    return {
      customerId,
      cardId: null,
      kind: 'device',
      id: deviceId,
      key: deviceId,
      facts: { status, enrollments: enrollments.map(({ id, status: its }) => `${id} ${its}`).join(', ') },
      shown: {
        model,
        platform,
        appVersion,
        status,
        enrollments: enrollments.map(({ bin, last4, pinKind }) => ({ bin, last4, pinKind })),
      },
      refusal: move.outcome === 'refused' ? move.reason : null,
    }
  },
  carryOut: async (tx, ctx, { payload, reason, proof, maker, trace }) => {
    const device = await takeDevice(tx, payload.deviceId)
    if (!device) throw new AppError('not_found')
    const signed = { operator: maker, where: maker.branchName, data: { ...trace } }
    await endDevice(tx, ctx, device, { reason, ...(proof && { proof }), ...signed })
  },
})
