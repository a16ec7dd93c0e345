import { approvalsHref } from '#app/(backoffice)/approvals/search-params.ts'
import { getTranslator } from '#app/locale.ts'
import { Banner } from '#components/ui/banner.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

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
