import { approvalStateAt, refuseChecker } from '#domain/operator/approval.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import type { ApprovalRow } from '#server/approvals/list-repository.ts'
import type { Operator } from '#server/operators/authorize.ts'

/** A request as this operator sees it at this instant, with what they may do about it. */
export function viewApproval(row: ApprovalRow, operator: Operator, nowMs: number): ApprovalView {
  const { factsVersion: _facts, branchId, ...open } = row
  const state = approvalStateAt(row, nowMs)
  const isMine = row.maker.id === operator.id
  const refused = refuseChecker({
    act: row.act,
    makerId: row.maker.id,
    makerRole: row.maker.role,
    branchId,
    checker: operator,
  })
  return {
    ...open,
    state,
    changes: row.changes ?? [],
    isMine,
    mayDecide: state === 'open' && refused === null,
    mayWithdraw: state === 'open' && isMine,
  }
}
