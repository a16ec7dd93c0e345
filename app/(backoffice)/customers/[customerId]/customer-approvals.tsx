import { readCustomerApprovals } from '#app/(backoffice)/acts/read-customer-approvals.ts'
import { DecideDialogs } from '#app/(backoffice)/approvals/decide-dialogs.tsx'
import { readApprovalTexts } from '#app/(backoffice)/approvals/read-approval-texts.ts'
import { approvalsHref } from '#app/(backoffice)/approvals/search-params.ts'
import { readRequest } from '#app/request.ts'
import { isStanding } from '#components/approvals/approval-state.tsx'
import { actTitle } from '#components/approvals/approval-words.ts'
import { RecordApproval } from '#components/approvals/record-approval.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { usesApprovals } from '#domain/operator/approval.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

/** What waits for a second person on this record, and may be answered right here; what has ended is folded. */
export async function CustomerApprovals({ customerId }: { customerId: string }) {
  const { nowMs } = await readRequest()
  const [approvals, { t }] = await Promise.all([readCustomerApprovals(customerId), readApprovalTexts()])
  if (approvals.length === 0) return null
  const shown = approvals.filter((each) => isToldAtOnce(each, nowMs))
  const folded = approvals.filter((each) => !isToldAtOnce(each, nowMs))
  return (
    <Panel title={t('record.title')} className="mt-4">
      {shown.length > 0 ? <Requests approvals={shown} /> : null}
      {folded.length > 0 ? (
        <details className={shown.length > 0 ? 'border-t border-line-soft' : ''}>
          <summary className="cursor-pointer px-4 py-2 text-sm text-ink-2 max-md:py-3">
            {t('record.ended', { count: folded.length })}
          </summary>
          <Requests approvals={folded} />
        </details>
      ) : null}
    </Panel>
  )
}

/** Whoever asked is told that nothing was done; for others that is history. */
function isToldAtOnce(approval: ApprovalView, nowMs: number): boolean {
  const { state, isMine, standingUntilMs } = approval
  if (state === 'open' || (isStanding(approval) && (standingUntilMs ?? 0) > nowMs)) return true
  return isMine && (state === 'rejected' || state === 'stale' || state === 'expired')
}

async function Requests({ approvals }: { approvals: readonly ApprovalView[] }) {
  const { operator, nowMs } = await readRequest()
  const { role } = operator
  const texts = await readApprovalTexts()
  const { t } = texts
  const mayOpen = usesApprovals(role)
  return (
    <ul className="divide-y divide-line-soft">
      {approvals.map((approval) => (
        <RecordApproval
          key={approval.id}
          approval={approval}
          nowMs={nowMs}
          texts={texts}
          acts={
            <>
              <DecideDialogs approval={approval} texts={texts} size="small" />
              {mayOpen ? (
                <LinkButton
                  href={approvalsHref({ open: approval.id })}
                  size="small"
                  variant="ghost"
                  aria-label={t('record.detailsOf', { what: actTitle(approval.act, t) })}
                >
                  {t('record.details')}
                </LinkButton>
              ) : null}
            </>
          }
        />
      ))}
    </ul>
  )
}
