import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { isStanding } from '#components/approvals/approval-state.tsx'
import { actTitle } from '#components/approvals/approval-words.ts'
import { Status } from '#components/ui/status.tsx'
import { type ApprovalTarget, isAbout, readCustomerApprovals } from './read-customer-approvals.ts'

type ApprovalChipProps = { customerId: string; target: ApprovalTarget }

/** Beside an act's button: that it waits for a second person, or may now be done at a branch; it leads to the request. */
export async function ApprovalChip({ customerId, target }: ApprovalChipProps) {
  const { nowMs } = await readRequest()
  const t = await getTranslator('approvals')
  const approvals = await readCustomerApprovals(customerId)
  const about = approvals.filter((each) => isAbout(target, each))
  const open = about.find(({ state }) => state === 'open')
  const standing = about.find((each) => isStanding(each) && (each.standingUntilMs ?? 0) > nowMs)
  const found = open ?? standing
  if (!found) return null
  const what = actTitle(found.act, t)
  return (
    <a href={`#approval-${found.id}`} aria-label={t(open ? 'record.chipOf' : 'record.chipApprovedOf', { what })}>
      <Status tone={open ? 'warn' : 'info'}>{t(open ? 'record.chip' : 'record.chipApproved')}</Status>
    </a>
  )
}
