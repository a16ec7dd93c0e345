import { defineRoute, type Route } from '#channel/route.ts'
import {
  resynchronisationAnswerSchema,
  resynchronisationSchema,
} from '#server/activations/resynchronisation-schemas.ts'
import { resynchroniseEnrollment } from '#server/activations/resynchronise-enrollment.ts'

export const backofficeEnrollmentRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/enrollments/:enrollmentId/resynchronisations',
    caller: 'backoffice',
    decidesByTime: true,
    summary: 'Learn from two codes in a row how far an app’s clock is off.',
    body: resynchronisationSchema,
    answers: {
      200: { description: 'The drift is known; both codes are used up.', schema: resynchronisationAnswerSchema },
    },
    refusals: [
      { status: 409, code: 'no_app_in_use', when: 'No installation’s codes are in use for this enrollment.' },
      { status: 409, code: 'codes_not_consecutive', when: 'The app does not show these two in a row near this time.' },
      { status: 409, code: 'code_already_used', when: 'These codes are right and were used up before.' },
    ],
    handle: (services, { ctx, key, body, params }) =>
      resynchroniseEnrollment(services, ctx, {
        request: key,
        enrollmentId: (params.enrollmentId ?? '').toLowerCase(),
        act: body,
      }),
  }),
]
