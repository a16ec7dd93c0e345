import { Status } from '#components/ui/status.tsx'

type OutcomeStatusProps = { outcome: 'accepted' | 'rejected'; reason: string; title: string }

const closed = new Set([
  'enrollment_locked',
  'source_locked',
  'enrollment_suspended',
  'enrollment_pending',
  'code_attempts_exhausted',
])

/** Accepted, or the reason in the catalogue's words. */
export function OutcomeStatus({ outcome, reason, title }: OutcomeStatusProps) {
  if (outcome === 'accepted') return <Status tone="ok">{title}</Status>
  const isLock = closed.has(reason)
  return (
    <Status tone={isLock ? 'warn' : 'bad'} icon={reason === 'enrollment_locked' ? 'lock' : undefined}>
      {title}
    </Status>
  )
}
