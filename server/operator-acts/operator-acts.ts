import type { decideApproval } from '#server/approvals/decide-approval.ts'
import type { readApproval } from '#server/approvals/read-approval.ts'
import type { requestApproval } from '#server/approvals/request-approval.ts'
import type { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import type { exportAuditEvents } from '#server/audit/export-audit-events.ts'
import type { listAuditEvents } from '#server/audit/list-audit-events.ts'
import type { assignComplaint } from '#server/complaints/assign-complaint.ts'
import type { changeComplaintDue } from '#server/complaints/change-complaint-due.ts'
import type { closeComplaint } from '#server/complaints/close-complaint.ts'
import type { forgetComplaintView } from '#server/complaints/forget-complaint-view.ts'
import type { listComplaints } from '#server/complaints/list-complaints.ts'
import type { noteComplaint } from '#server/complaints/note-complaint.ts'
import type { openComplaint } from '#server/complaints/open-complaint.ts'
import type { openVerificationComplaint } from '#server/complaints/open-verification-complaint.ts'
import type { readComplaint } from '#server/complaints/read-complaint.ts'
import type { reopenComplaint } from '#server/complaints/reopen-complaint.ts'
import type { revealCallerMobile } from '#server/complaints/reveal-caller-mobile.ts'
import type { saveComplaintView } from '#server/complaints/save-complaint-view.ts'
import type { findCustomers } from '#server/customers/find-customers.ts'
import type { openCustomer } from '#server/customers/open-customer.ts'
import type { readCustomer } from '#server/customers/read-customer.ts'
import type { revealCustomerField } from '#server/customers/reveal-customer-field.ts'
import type { blockDevice } from '#server/devices/block-device.ts'
import type { deactivateDevice } from '#server/devices/deactivate-device.ts'
import type { deactivateEnrollment } from '#server/enrollments/deactivate-enrollment.ts'
import type { suspendGuard } from '#server/guards/suspend-guard.ts'
import type { unlockGuard } from '#server/guards/unlock-guard.ts'
import type { unsuspendGuard } from '#server/guards/unsuspend-guard.ts'
import type { requireOperator } from '#server/operators/authorize.ts'
import type { beRefused } from '#server/operators/be-refused.ts'
import type { endOwnSession } from '#server/operators/end-own-session.ts'
import type { forgetKnownDevice } from '#server/operators/forget-known-device.ts'
import type { issueSignInCode } from '#server/operators/issue-sign-in-code.ts'
import type { signOut } from '#server/operators/sign-out.ts'
import type { listCustomersByState } from '#server/overview/list-customers-by-state.ts'
import type { seeAlarm } from '#server/overview/see-alarm.ts'
import type { readStatement } from '#server/statements/read-statement.ts'
import type { exportVerifications } from '#server/verifications/export-verifications.ts'
import type { readVerification } from '#server/verifications/read-verification.ts'

/** What the web process asks of the channel server in an operator's name, and the use case that answers (docs/channel-api §10). */
export type OperatorActs = {
  'require-operator': typeof requireOperator
  'be-refused': typeof beRefused
  'find-customers': typeof findCustomers
  'list-customers-by-state': typeof listCustomersByState
  'open-customer': typeof openCustomer
  'read-customer': typeof readCustomer
  'reveal-customer-field': typeof revealCustomerField
  'read-statement': typeof readStatement
  'suspend-guard': typeof suspendGuard
  'unsuspend-guard': typeof unsuspendGuard
  'unlock-guard': typeof unlockGuard
  'deactivate-device': typeof deactivateDevice
  'block-device': typeof blockDevice
  'deactivate-enrollment': typeof deactivateEnrollment
  'request-approval': typeof requestApproval
  'decide-approval': typeof decideApproval
  'withdraw-approval': typeof withdrawApproval
  'read-approval': typeof readApproval
  'list-complaints': typeof listComplaints
  'read-complaint': typeof readComplaint
  'open-complaint': typeof openComplaint
  'open-verification-complaint': typeof openVerificationComplaint
  'note-complaint': typeof noteComplaint
  'assign-complaint': typeof assignComplaint
  'change-complaint-due': typeof changeComplaintDue
  'close-complaint': typeof closeComplaint
  'reopen-complaint': typeof reopenComplaint
  'reveal-caller-mobile': typeof revealCallerMobile
  'save-complaint-view': typeof saveComplaintView
  'forget-complaint-view': typeof forgetComplaintView
  'read-verification': typeof readVerification
  'export-verifications': typeof exportVerifications
  'list-audit-events': typeof listAuditEvents
  'export-audit-events': typeof exportAuditEvents
  'see-alarm': typeof seeAlarm
  'end-own-session': typeof endOwnSession
  'sign-out': typeof signOut
  'forget-known-device': typeof forgetKnownDevice
  'issue-sign-in-code': typeof issueSignInCode
}

export type OperatorActName = keyof OperatorActs
/** `never` for an act that is given nothing. */
export type ActInput<Name extends OperatorActName> = Parameters<OperatorActs[Name]>[2]
export type ActResult<Name extends OperatorActName> = Awaited<ReturnType<OperatorActs[Name]>>
