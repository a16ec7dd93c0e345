import type { ReactNode } from 'react'
import { ApprovalState, isStanding } from '#components/approvals/approval-state.tsx'
import { type ApprovalTexts, actTitle, saySubject } from '#components/approvals/approval-words.ts'
import { TimeLeft } from '#components/approvals/time-left.tsx'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import { isolate } from '#components/format/isolate.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

type RecordApprovalProps = { approval: ApprovalView; nowMs: number; texts: ApprovalTexts; acts: ReactNode }

/** One request as the customer's record shows it: what, who asked and why, and how it stands. */
export function RecordApproval({ approval, nowMs, texts, acts }: RecordApprovalProps) {
  const { t, locale } = texts
  const { id, act, state, maker, requestedAtMs, reason, expiresAtMs } = approval
  const subject = saySubject(approval, texts)
  const when = formatRelativeInstant({ atMs: requestedAtMs, nowMs, locale })
  const ending = sayEnding(approval, { nowMs, texts })
  return (
    <li
      id={`approval-${id}`}
      className="flex scroll-mt-20 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 target:bg-accent-soft"
    >
      <div className="min-w-0 flex-1 max-md:basis-full">
        <span className="font-semibold">{actTitle(act, t)}</span>
        {subject ? (
          <>
            {' · '}
            <bdi>{subject}</bdi>
          </>
        ) : null}
        <span className="block text-sm text-ink-2">
          {t('record.askedBy', { name: isolate(maker.name), when })}: <bdi>{reason}</bdi>
        </span>
        {ending ? <span className="block text-sm text-ink">{ending}</span> : null}
      </div>
      <span className="flex flex-col items-start gap-0.5">
        <ApprovalState approval={approval} nowMs={nowMs} t={t} />
        {state === 'open' ? (
          <span className="text-xs text-ink-3">
            <TimeLeft expiresAtMs={expiresAtMs} nowMs={nowMs} t={t} />
          </span>
        ) : null}
      </span>
      <span className="flex flex-wrap items-center gap-2 print:hidden max-md:ms-auto">{acts}</span>
    </li>
  )
}

function sayEnding(
  approval: ApprovalView,
  { nowMs, texts }: Pick<RecordApprovalProps, 'nowMs' | 'texts'>,
): string | null {
  const { t, locale } = texts
  const { act, state, checker, decidedAtMs, decisionReason, standingUntilMs } = approval
  const when = (atMs: number | null): string => (atMs === null ? '' : formatRelativeInstant({ atMs, nowMs, locale }))
  if (isStanding(approval)) {
    const note = t(act === 'activation_token:reprint' ? 'record.standingReprint' : 'record.standing')
    return `${note} ${t('record.standingUntil', { until: when(standingUntilMs) })}`
  }
  if (state === 'rejected') {
    return t('record.rejectedBy', {
      name: isolate(checker?.name ?? ''),
      when: when(decidedAtMs),
      reason: isolate(decisionReason ?? ''),
    })
  }
  if (state === 'stale') return t('record.staleAt', { when: when(decidedAtMs) })
  return state === 'expired' ? t('record.expiredAt', { when: when(decidedAtMs) }) : null
}
