import type { ApprovalAct } from '#domain/operator/approval.ts'
import type { ApprovalStep } from '#server/approvals/approval-step.ts'
import { ceilingStep } from '#server/approvals/ceiling-step.ts'
import { deviceStep } from '#server/approvals/device-step.ts'
import { enrollmentStep } from '#server/approvals/enrollment-step.ts'
import { policyStep } from '#server/approvals/policy-step.ts'
import { reissueStep, reprintStep } from '#server/approvals/token-steps.ts'
import { unlockStep } from '#server/approvals/unlock-step.ts'
import { catalogueStep } from '#server/catalogue/catalogue-step.ts'
import { createClientStep, readdressClientStep, rotateClientStep } from '#server/channel-clients/client-steps.ts'
import { liftCoolingOffStep } from '#server/customers/lift-cooling-off-step.ts'

/** How each act is read, held and done. */
export const approvalSteps: Readonly<Record<ApprovalAct, ApprovalStep>> = {
  'activation_token:reissue': reissueStep,
  'activation_token:reprint': reprintStep,
  'device:deactivate': deviceStep,
  'enrollment:deactivate': enrollmentStep,
  'guard:unlock': unlockStep,
  'cooling_off:lift': liftCoolingOffStep,
  'policy:change': policyStep,
  'catalogue:change': catalogueStep,
  'channel_client:create': createClientStep,
  'channel_client:rotate': rotateClientStep,
  'channel_client:readdress': readdressClientStep,
  'ceiling:raise': ceilingStep,
}
