import { z } from 'zod'
import * as given from '#channel/routes/backoffice/operator-act-schemas.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { readApproval } from '#server/approvals/read-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import { exportAuditEvents } from '#server/audit/export-audit-events.ts'
import { listAuditEvents } from '#server/audit/list-audit-events.ts'
import { assignComplaint } from '#server/complaints/assign-complaint.ts'
import { changeComplaintDue } from '#server/complaints/change-complaint-due.ts'
import { closeComplaint } from '#server/complaints/close-complaint.ts'
import { forgetComplaintView } from '#server/complaints/forget-complaint-view.ts'
import { listComplaints } from '#server/complaints/list-complaints.ts'
import { noteComplaint } from '#server/complaints/note-complaint.ts'
import { openComplaint } from '#server/complaints/open-complaint.ts'
import { openVerificationComplaint } from '#server/complaints/open-verification-complaint.ts'
import { readComplaint } from '#server/complaints/read-complaint.ts'
import { reopenComplaint } from '#server/complaints/reopen-complaint.ts'
import { revealCallerMobile } from '#server/complaints/reveal-caller-mobile.ts'
import { saveComplaintView } from '#server/complaints/save-complaint-view.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { openCustomer } from '#server/customers/open-customer.ts'
import { readCustomer } from '#server/customers/read-customer.ts'
import { revealCustomerField } from '#server/customers/reveal-customer-field.ts'
import { blockDevice } from '#server/devices/block-device.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { deactivateEnrollment } from '#server/enrollments/deactivate-enrollment.ts'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { unlockGuard } from '#server/guards/unlock-guard.ts'
import { unsuspendGuard } from '#server/guards/unsuspend-guard.ts'
import type { OperatorActName } from '#server/operator-acts/operator-acts.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { beRefused } from '#server/operators/be-refused.ts'
import { endOwnSession } from '#server/operators/end-own-session.ts'
import { forgetKnownDevice } from '#server/operators/forget-known-device.ts'
import { issueSignInCode } from '#server/operators/issue-sign-in-code.ts'
import { signOut } from '#server/operators/sign-out.ts'
import { listCustomersByState } from '#server/overview/list-customers-by-state.ts'
import { seeAlarm } from '#server/overview/see-alarm.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'
import { readStatement } from '#server/statements/read-statement.ts'
import { exportVerifications } from '#server/verifications/export-verifications.ts'
import { readVerification } from '#server/verifications/read-verification.ts'

type Desk = Pick<ChannelServices, 'pool' | 'policy' | 'keys'>
type RunAct<Input> = (services: Desk, ctx: RequestContext, input: Input) => Promise<unknown>
export type OperatorAct = { input: z.ZodType; run: RunAct<never> }

const act = <Input>(input: z.ZodType<Input>, run: RunAct<Input>): OperatorAct => ({ input, run })
/** The use case reads its input by a schema of its own, whatever it is. */
const parsing = (run: RunAct<never>): OperatorAct => ({ input: z.record(z.string(), z.unknown()), run })

/** Every act of the back office, by the name that the web process calls it. */
export const operatorActs: Readonly<Record<OperatorActName, OperatorAct>> = {
  'require-operator': act(given.nothingSchema, requireOperator),
  'be-refused': act(given.refusedSchema, beRefused),
  'find-customers': act(given.findSchema, findCustomers),
  'list-customers-by-state': act(given.stateSchema, listCustomersByState),
  'open-customer': act(given.openingSchema, openCustomer),
  'read-customer': act(given.customerSchema, readCustomer),
  'reveal-customer-field': act(given.revealSchema, revealCustomerField),
  'read-statement': act(given.statementSchema, readStatement),
  'suspend-guard': parsing(suspendGuard),
  'unsuspend-guard': parsing(unsuspendGuard),
  'unlock-guard': parsing(unlockGuard),
  'deactivate-device': parsing(deactivateDevice),
  'block-device': parsing(blockDevice),
  'deactivate-enrollment': parsing(deactivateEnrollment),
  'request-approval': parsing(requestApproval),
  'decide-approval': parsing(decideApproval),
  'withdraw-approval': parsing(withdrawApproval),
  'read-approval': act(given.approvalSchema, readApproval),
  'list-complaints': act(given.complaintsSchema, listComplaints),
  'read-complaint': act(given.complaintSchema, readComplaint),
  'open-complaint': parsing(openComplaint),
  'open-verification-complaint': parsing(openVerificationComplaint),
  'note-complaint': parsing(noteComplaint),
  'assign-complaint': parsing(assignComplaint),
  'change-complaint-due': parsing(changeComplaintDue),
  'close-complaint': parsing(closeComplaint),
  'reopen-complaint': parsing(reopenComplaint),
  'reveal-caller-mobile': act(given.complaintSchema, revealCallerMobile),
  'save-complaint-view': parsing(saveComplaintView),
  'forget-complaint-view': act(given.viewSchema, forgetComplaintView),
  'read-verification': act(given.verificationSchema, readVerification),
  'export-verifications': act(given.verificationExportSchema, exportVerifications),
  'list-audit-events': act(given.auditListSchema, listAuditEvents),
  'export-audit-events': act(given.auditExportSchema, exportAuditEvents),
  'see-alarm': act(given.alarmSchema, seeAlarm),
  'end-own-session': act(given.ownSessionSchema, endOwnSession),
  'sign-out': act(given.nothingSchema, signOut),
  'forget-known-device': act(given.knownDeviceSchema, forgetKnownDevice),
  'issue-sign-in-code': act(given.signInCodeSchema, issueSignInCode),
}
