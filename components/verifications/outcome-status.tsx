import { Status } from '#components/ui/status.tsx'
import { isVerificationReason, severityOf } from '#domain/reason/reason.ts'

type OutcomeStatusProps = { outcome: 'accepted' | 'rejected'; reason: string; title: string }

/** Accepted, or the reason in the catalogue's words. */
export function OutcomeStatus({ outcome, reason, title }: OutcomeStatusProps) {
  if (outcome === 'accepted') return <Status tone="ok">{title}</Status>
  const isClosed = isVerificationReason(reason) && severityOf(reason) === 'closed'
  return (
    <Status tone={isClosed ? 'warn' : 'bad'} icon={reason === 'enrollment_locked' ? 'lock' : undefined}>
      {title}
    </Status>
  )
}
