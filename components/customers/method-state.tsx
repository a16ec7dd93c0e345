import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { formatRelativeInstant, formatShortDate } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Status, type Tone } from '#components/ui/status.tsx'
import type { DeskEnrollment, DeskPin } from '#server/customers/match-cards.ts'

type MethodStateProps = { pin: DeskPin; method: 'sms' | 'app'; nowMs: number; locale: Locale; t: CustomerTexts }

const TONES = { active: 'ok', pending: 'warn', suspended: 'warn', deactivated: 'off' } as const satisfies Record<
  DeskEnrollment['status'],
  Tone
>
const knownEndings = ['atm', 'operator', 'device_deactivated', 'device_blocked', 'mobile_changed'] as const

/** One method of one PIN: its enrollment, or the lock or suspension that lies over it, each with its why. */
export function MethodState({ pin, method, nowMs, locale, t }: MethodStateProps) {
  const enrollment = pin[method]
  if (method === 'sms' && pin.pinKind === 'first') return <Quiet>—</Quiet>
  if (enrollment === null) return <Status tone="off">{t('matrix.status.none')}</Status>
  if (enrollment.status !== 'deactivated' && isClosedFor(pin, method))
    return <ClosedState {...{ pin, nowMs, locale, t }} />
  return (
    <Stacked note={noteOf({ enrollment, locale, t })}>
      <Status tone={TONES[enrollment.status]}>{t(`matrix.status.${enrollment.status}`)}</Status>
    </Stacked>
  )
}

function isClosedFor(pin: DeskPin, method: 'sms' | 'app'): boolean {
  return pin.suspendedAtMs !== null || (pin.lock !== null && (method === 'app' || pin.lock.kind !== 'app'))
}

/** A lock or a suspension, with its why; both hold with or without an enrollment under them. */
export function ClosedState({ pin, nowMs, locale, t }: Omit<MethodStateProps, 'method'>) {
  const { lock, suspendedAtMs } = pin
  if (suspendedAtMs !== null) {
    const when = formatRelativeInstant({ atMs: suspendedAtMs, nowMs, locale })
    return (
      <Stacked note={t('matrix.suspendedSince', { when })}>
        <Status tone="warn" icon="lock">
          {t('matrix.status.suspended')}
        </Status>
      </Stacked>
    )
  }
  if (lock === null) return null
  const until = lock.untilMs === null ? null : formatRelativeInstant({ atMs: lock.untilMs, nowMs, locale })
  return (
    <Stacked note={t(`matrix.lockWhy.${lock.kind}`)}>
      <Status tone="bad" icon="lock">
        {until === null ? t('matrix.lockedHeld') : t('matrix.lockedUntil', { until })}
      </Status>
    </Stacked>
  )
}

function noteOf({
  enrollment,
  locale,
  t,
}: {
  enrollment: DeskEnrollment
  locale: Locale
  t: CustomerTexts
}): ReactNode {
  const { status, deviceModel, deactivatedAtMs, deactivatedReason } = enrollment
  if (status !== 'deactivated') return deviceModel ? <bdi>{deviceModel}</bdi> : null
  const why = knownEndings.find((each) => each === deactivatedReason)
  const when = deactivatedAtMs === null ? '' : formatShortDate(deactivatedAtMs, locale)
  return [why ? t(`matrix.deactivatedWhy.${why}`) : null, t('matrix.deactivatedAt', { when })]
    .filter(Boolean)
    .join(' · ')
}

function Stacked({ children, note }: { children: ReactNode; note: ReactNode }) {
  return (
    <span className="inline-flex flex-col items-start gap-0.5 max-md:items-end">
      {children}
      {note ? <Quiet>{note}</Quiet> : null}
    </span>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-xs text-ink-3">{children}</span>
}
