import { actTitle } from '#components/approvals/approval-words.ts'
import { RecordApproval } from '#components/approvals/record-approval.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { usesApprovals } from '#domain/approval.ts'
import { readOperator, readOperatorContext } from '../../../operator-context.ts'
import { approvalsHref } from '../../approvals/approvals-href.ts'
import { DecideDialogs } from '../../approvals/decide-dialogs.tsx'
import { readApprovalTexts } from '../../approvals/read-approval-texts.ts'
import { readCustomerApprovals } from './read-customer-approvals.ts'

/** What waits for a second person on this record, and may be answered right here. */
export async function CustomerApprovals({ customerId }: { customerId: string }) {
  const [approvals, texts, { role }, { nowMs }] = await Promise.all([
    readCustomerApprovals(customerId),
    readApprovalTexts(),
    readOperator(),
    readOperatorContext(),
  ])
  if (approvals.length === 0) return null
  const { t } = texts
  return (
    <Panel title={t('record.title')} className="mt-4">
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
                {usesApprovals(role) ? (
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
    </Panel>
  )
}
