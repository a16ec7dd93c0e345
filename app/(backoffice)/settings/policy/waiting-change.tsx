import { approvalsHref } from '#app/(backoffice)/approvals/search-params.ts'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { Banner } from '#components/ui/banner.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { listApprovals } from '#server/approvals/list-approvals.ts'

/** That a change waits for an answer, and where. */
export async function WaitingChange({ approval }: { approval: ApprovalView }) {
  const t = await getTranslator('approvals')
  return (
    <Banner
      tone="warn"
      className="mb-4"
      action={<TextLink href={approvalsHref({ open: approval.id })}>{t('policy.waitingLink')}</TextLink>}
    >
      {t('policy.waiting', { name: approval.maker.name })}
    </Banner>
  )
}

/** The change of policy that waits for an answer, an administrator's own or another's; there is one at a time. */
export async function findWaitingChange(): Promise<ApprovalView | null> {
  const { services, ctx } = await readRequest()
  const lists = await orLeave(
    Promise.all((['waiting', 'mine'] as const).map((tab) => listApprovals(services, ctx, { tab, limit: 100 }))),
  )
  const open = lists.flatMap(({ rows }) => rows).filter(({ state }) => state === 'open')
  return open.find(({ act }) => act === 'policy:change') ?? null
}
