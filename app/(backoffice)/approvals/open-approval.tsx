import { ask } from '#app/ask.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { ApprovalCard } from '#components/approvals/approval-card.tsx'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import { Icon } from '#components/ui/icon.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { DecideDialogs } from './decide-dialogs.tsx'

type OpenApprovalProps = { approvalId: string; closeHref: string; texts: ApprovalTexts }

/** The request of the chosen row, beside the list where there is room, else in its place. */
export async function OpenApproval({ approvalId, closeHref, texts }: OpenApprovalProps) {
  const { nowMs } = await readRequest()
  const approval = await orLeave(ask('read-approval', { approvalId }))
  const { t } = texts
  return (
    <section aria-label={t('facts.title')} className="flex min-w-0 flex-col gap-2 xl:sticky xl:top-20">
      <LinkButton href={closeHref} size="small" variant="ghost" className="self-start xl:hidden">
        <Icon name="chevronStart" sizePixels={13} />
        {t('facts.back')}
      </LinkButton>
      <ApprovalCard
        approval={approval}
        nowMs={nowMs}
        texts={texts}
        acts={<DecideDialogs approval={approval} texts={texts} />}
        links={
          <LinkButton data-close href={closeHref} variant="ghost" className="max-xl:hidden">
            {t('facts.close')}
          </LinkButton>
        }
      />
    </section>
  )
}
