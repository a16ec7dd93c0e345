import { NextAct } from '#app/(backoffice)/acts/next-act.tsx'
import { ComplainOfVerification } from '#app/(backoffice)/complaints/complain-of-verification.tsx'
import { ask } from '#app/ask.ts'
import { getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { Icon } from '#components/ui/icon.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { type LogParams, logHref } from '#components/verifications/log-href.ts'
import { VerdictCard } from '#components/verifications/verdict-card.tsx'
import { isAnsweredByComplaint, subjectOf } from './subject-of.ts'

/** The verdict of the chosen row, beside the log where there is room, else in its place. */
export async function OpenVerification({ verificationId, params }: { verificationId: string; params: LogParams }) {
  const { locale, nowMs } = await readRequest()
  const [t, reasons, common] = await getTranslators('verifications', 'reasons', 'common')
  const page = await orLeave(ask('read-verification', { verificationId }))
  const { before = null, after = null } = params
  const { customerId } = page.verification
  const complaint = <ComplainOfVerification {...{ verificationId, customerId }} />
  const isAnswered = isAnsweredByComplaint(page.verification)
  return (
    <section aria-label={t('facts.title_page')} className="flex min-w-0 flex-col gap-2 xl:sticky xl:top-20">
      <LinkButton
        href={logHref(params, { before, after })}
        size="small"
        variant="ghost"
        className="self-start xl:hidden"
      >
        <Icon name="chevronStart" sizePixels={13} />
        {t('verdict.back')}
      </LinkButton>
      <VerdictCard
        page={page}
        nowMs={nowMs}
        locale={locale}
        words={{ t, reasons }}
        copyLabels={{ copy: common('copy'), copied: common('copied') }}
        heading="h2"
        nextAct={<NextAct {...subjectOf(page.verification)} complaintAction={complaint} />}
        actions={
          <>
            <LinkButton href={`/verifications/${verificationId}`} variant="primary">
              {t('verdict.whole')}
            </LinkButton>
            {isAnswered ? null : complaint}
            <LinkButton data-close href={logHref(params, { before, after })} variant="ghost" className="max-xl:hidden">
              {t('verdict.close')}
            </LinkButton>
          </>
        }
      />
    </section>
  )
}
