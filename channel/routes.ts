import type { Route } from '#channel/route.ts'
import { appRoutes } from '#channel/routes/app/app.ts'
import { atmRoutes } from '#channel/routes/atm.ts'
import { backofficeActivationTokenRoutes } from '#channel/routes/backoffice/activation-tokens.ts'
import { backofficeActRoutes } from '#channel/routes/backoffice/acts.ts'
import { backofficeRoutes } from '#channel/routes/backoffice/backoffice.ts'
import { backofficeEnrollmentRoutes } from '#channel/routes/backoffice/enrollments.ts'
import { backofficeProofRoutes } from '#channel/routes/backoffice/proofs.ts'
import { coreRoutes } from '#channel/routes/core.ts'
import { gatewayRoutes } from '#channel/routes/gateway.ts'
import { operationsRoutes } from '#channel/routes/operations.ts'
import { smsRoutes } from '#channel/routes/sms.ts'

/** Every call that the channel server answers. */
export const routes: readonly Route[] = [
  ...atmRoutes,
  ...appRoutes,
  ...gatewayRoutes,
  ...smsRoutes,
  ...coreRoutes,
  ...backofficeRoutes,
  ...backofficeActRoutes,
  ...backofficeActivationTokenRoutes,
  ...backofficeEnrollmentRoutes,
  ...backofficeProofRoutes,
  ...operationsRoutes,
]
