import type { ReactNode } from 'react'
import { ApprovalState } from '#components/approvals/approval-state.tsx'
import {
  type ApprovalTexts,
  actTitle,
  sayComparison,
  sayEffect,
  wordsOf,
} from '#components/approvals/approval-words.ts'
import { ChangedSince } from '#components/approvals/changed-since.tsx'
import { decisionFacts, recordFacts, requestFacts } from '#components/approvals/describe-approval.tsx'
import { FigureDiff } from '#components/approvals/figure-diff.tsx'
import { shownOf } from '#components/approvals/shown-record.ts'
import { TextDiff } from '#components/catalogue/text-diff.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import type { ApprovalDetail } from '#server/approvals/read-approval.ts'

type ApprovalCardProps = {
  approval: ApprovalDetail
  nowMs: number
  texts: ApprovalTexts
  acts: ReactNode
  links: ReactNode
}

/** One request whole: what it does, on what, who asked and why, what has changed since, and what was answered. */
export function ApprovalCard({ approval, nowMs, texts, acts, links }: ApprovalCardProps) {
  const { t, locale, settings } = texts
  const { act, state } = approval
  const { differences, wording } = shownOf(approval)
  const shownTo = { nowMs, texts }
  const comparison = sayComparison(approval, t)
  const mayAct = approval.mayDecide || approval.mayWithdraw
  return (
    <article className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <header className="flex flex-col items-start gap-2 border-b border-line px-4.5 py-4">
        <ApprovalState approval={approval} nowMs={nowMs} t={t} />
        <h2 className="text-lg font-bold">{actTitle(act, t)}</h2>
        <p className="text-ink-2">{sayEffect(act, wordsOf(approval, texts), t)}</p>
        {comparison ? <p className="font-medium">{comparison}</p> : null}
      </header>
      <ChangedSince approval={approval} texts={texts} />
      {differences ? (
        <div className="border-b border-line p-4">
          <FigureDiff changes={differences} isOver={state === 'approved'} locale={locale} t={t} settings={settings} />
        </div>
      ) : null}
      {wording ? (
        <div className="border-b border-line p-4">
          <TextDiff differences={wording} t={texts.catalogue} />
        </div>
      ) : null}
      <DescriptionList items={[...recordFacts(approval, shownTo), ...requestFacts(approval, shownTo)]} />
      {state === 'open' ? null : (
        <DescriptionList items={decisionFacts(approval, shownTo)} className="border-t border-line bg-mute-soft/50" />
      )}
      <footer
        className={`flex flex-wrap items-center gap-2 border-t border-line px-4.5 py-3 print:hidden ${mayAct ? '' : 'max-xl:hidden'}`}
      >
        {acts}
        <span className="ms-auto flex flex-wrap gap-2">{links}</span>
      </footer>
    </article>
  )
}
