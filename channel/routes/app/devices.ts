import { defineRoute, type Route } from '#channel/route.ts'
import { signingDevice } from '#channel/routes/app/signing-device.ts'
import { deactivateFromApp } from '#server/devices/deactivate-from-app.ts'
import { readOwnDevice } from '#server/devices/read-own-device.ts'
import { deviceEndingAnswerSchema, deviceEndingSchema, ownDeviceAnswerSchema } from '#server/devices/schemas.ts'

const ended = { 200: { description: 'Ended, with its enrollments', schema: deviceEndingAnswerSchema } }

export const deviceRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/v1/app/devices/me',
    caller: 'device',
    summary: 'How this installation stands, its enrollments, and the customer’s other installations',
    body: null,
    answers: { 200: { description: 'Also for an installation that has ended', schema: ownDeviceAnswerSchema } },
    refusals: [],
    allowsEndedDevice: true,
    handle: (services, { ctx, device }) => readOwnDevice(services, ctx, signingDevice(device)),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/app/devices/me/deactivations',
    caller: 'device',
    summary: 'End this installation',
    body: deviceEndingSchema,
    answers: ended,
    refusals: [],
    handle: (services, { ctx, key, body, device }) => {
      const own = signingDevice(device)
      return deactivateFromApp(services, ctx, { request: key, device: own, otherDeviceId: null, act: body })
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/app/devices/:deviceId/deactivations',
    caller: 'device',
    summary: 'End another installation of the customer',
    body: deviceEndingSchema,
    answers: ended,
    refusals: [{ status: 404, code: 'not_found', when: 'It is not one of `otherDevices`.' }],
    handle: (services, { ctx, key, body, device, params }) =>
      deactivateFromApp(services, ctx, {
        request: key,
        device: signingDevice(device),
        otherDeviceId: (params.deviceId ?? '').toLowerCase(),
        act: body,
      }),
  }),
]
