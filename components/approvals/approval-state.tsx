import type { Translator } from '#components/locale/translator.ts'
import type { IconName } from '#components/ui/icon.tsx'
import { Status, type Tone } from '#components/ui/status.tsx'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

const LOOKS: Record<ApprovalView['state'], { tone: Tone; icon?: IconName }> = {
  open: { tone: 'warn' },
  approved: { tone: 'ok' },
  rejected: { tone: 'bad' },
  withdrawn: { tone: 'off' },
  expired: { tone: 'off', icon: 'clock' },
  stale: { tone: 'off', icon: 'alert' },
}

/** Approved, and left for a branch operator to do with the customer present. */
export function isStanding({ state, doneAtMs, standingUntilMs }: ApprovalView): boolean {
  return state === 'approved' && doneAtMs === null && standingUntilMs !== null
}

type ApprovalStateProps = { approval: ApprovalView; nowMs: number; t: Translator<'approvals'> }

export function ApprovalState({ approval, nowMs, t }: ApprovalStateProps) {
  if (!isStanding(approval)) return <Status {...LOOKS[approval.state]}>{t(`states.${approval.state}`)}</Status>
  const isOver = (approval.standingUntilMs ?? 0) <= nowMs
  return isOver ? (
    <Status tone="off" icon="clock">
      {t('states.not_used')}
    </Status>
  ) : (
    <Status tone="info" icon="clock">
      {t('states.awaiting_branch')}
    </Status>
  )
}
