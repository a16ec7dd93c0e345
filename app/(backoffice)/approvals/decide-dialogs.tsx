import type { ReactNode } from 'react'
import { Act } from '#app/(backoffice)/acts/act.tsx'
import type { ActAction } from '#components/acts/act-state.ts'
import { ReasonField } from '#components/acts/reason-field.tsx'
import { type ApprovalTexts, actTitle, sayEffect, wordsOf } from '#components/approvals/approval-words.ts'
import { FigureDiff } from '#components/approvals/figure-diff.tsx'
import { shownOf } from '#components/approvals/shown-record.ts'
import { TextDiff } from '#components/catalogue/text-diff.tsx'
import type { ButtonSize, ButtonVariant } from '#components/ui/button-style.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { approvalRules } from '#domain/operator/approval.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { approveAct, rejectAct, withdrawAct } from './approval-actions.ts'

type DecideProps = { approval: ApprovalView; texts: ApprovalTexts; size?: ButtonSize }

/** What this member of staff may answer to the request; where nothing, nothing. */
export function DecideDialogs(props: DecideProps) {
  const { approval } = props
  return (
    <>
      {approval.mayDecide ? (
        <>
          <Approve {...props} />
          <Reject {...props} />
        </>
      ) : null}
      {approval.mayWithdraw ? <Withdraw {...props} /> : null}
    </>
  )
}

function Approve({ approval, texts, size }: DecideProps) {
  const { t, locale, settings } = texts
  const { act, id } = approval
  const { differences, wording } = shownOf(approval)
  const { isStanding } = approvalRules[act]
  return (
    <Decide
      {...{ texts, size }}
      name="approve"
      variant="primary"
      shortcut="KeyA"
      action={approveAct.bind(null, { approvalId: id })}
      title={t('approve.title', { what: actTitle(act, t) })}
      submit={t(isStanding ? 'approve.submitStanding' : 'approve.submit')}
    >
      <p className="text-ink-2">{sayEffect(act, wordsOf(approval, texts), t)}</p>
      {differences ? <FigureDiff changes={differences} isOver={false} {...{ locale, t, settings }} /> : null}
      {wording ? <TextDiff differences={wording} t={texts.catalogue} /> : null}
      <p className="text-ink-2">{t(isStanding ? 'approve.standing' : 'approve.note')}</p>
    </Decide>
  )
}

function Reject({ approval, texts, size }: DecideProps) {
  const { t } = texts
  return (
    <Decide
      {...{ texts, size }}
      name="reject"
      variant="danger-quiet"
      shortcut="KeyR"
      isDanger
      action={rejectAct.bind(null, { approvalId: approval.id })}
      title={t('reject.title', { what: actTitle(approval.act, t) })}
      submit={t('reject.submit')}
    >
      <p className="text-ink-2">{t('reject.note')}</p>
    </Decide>
  )
}

function Withdraw({ approval, texts, size }: DecideProps) {
  const { t } = texts
  return (
    <Decide
      {...{ texts, size }}
      name="withdraw"
      action={withdrawAct.bind(null, { approvalId: approval.id })}
      title={t('withdraw.title')}
      submit={t('withdraw.submit')}
    >
      <p className="font-medium">{actTitle(approval.act, t)}</p>
      <p className="text-ink-2">{t('withdraw.note')}</p>
    </Decide>
  )
}

type OneProps = {
  name: 'approve' | 'reject' | 'withdraw'
  action: ActAction
  title: string
  submit: string
  texts: ApprovalTexts
  size?: ButtonSize
  variant?: ButtonVariant
  isDanger?: boolean
  /** The place of the key that presses the button. */
  shortcut?: string
  children: ReactNode
}

function Decide(props: OneProps) {
  const { name, action, title, submit, texts, size, variant, isDanger = false, shortcut, children } = props
  const { t } = texts
  return (
    <span data-key={shortcut}>
      <Act
        {...{ action, title, submit, size, variant }}
        trigger={
          <>
            {t(`${name}.button`)}
            {shortcut && size !== 'small' ? (
              <span aria-hidden="true" className="max-xl:hidden">
                <Kbd>{shortcut.slice(-1)}</Kbd>
              </span>
            ) : null}
          </>
        }
        danger={isDanger}
      >
        {children}
        {name === 'withdraw' ? null : (
          <ReasonField label={t(`${name}.reason`)} description={t(`${name}.reasonHint`)} required={name === 'reject'} />
        )}
      </Act>
    </span>
  )
}
