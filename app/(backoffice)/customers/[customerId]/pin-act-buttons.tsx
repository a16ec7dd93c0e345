import { readRequest } from '#app/request.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import { Status } from '#components/ui/status.tsx'
import type { DeskCard, DeskEnrollment, DeskPin } from '#server/customers/match-cards.ts'
import type { Acting } from './act-parts.ts'
import { unlockAct, unsuspendAct } from './guard-actions.ts'
import { GuardedAct } from './guarded-act.tsx'
import { reissueAct } from './token-actions.tsx'

export type PinActProps = Acting & { card: DeskCard; pin: DeskPin }

function wordsOf({ card, pin, t, locale }: PinActProps): { pin: string; last4: string } {
  return { pin: t(`matrix.pins.${pin.pinKind}`), last4: localizeDigits(card.last4, locale) }
}

function guardOf({ customer, card, pin }: PinActProps) {
  return { customerId: customer.id, cardId: card.id, pinKind: pin.pinKind }
}

/** The enrollment that a new code can still come from. */
export function openEnrollment(enrollment: DeskEnrollment | null): DeskEnrollment | null {
  return enrollment?.status === 'deactivated' ? null : enrollment
}

export function UnlockAct(props: PinActProps) {
  const { card, pin, customer, role, t } = props
  if (!pin.lock) return null
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="unlock"
      permission="guard:unlock"
      action={unlockAct.bind(null, guardOf(props))}
      trigger={t('acts.unlock.button')}
      title={t('acts.unlock.title', wordsOf(props))}
      explain={t('acts.unlock.explain')}
      ask={{
        target: { act: 'guard:unlock', payload: { cardId: card.id, pinKind: pin.pinKind } },
        shown: { pinKind: pin.pinKind, last4: card.last4 },
      }}
    />
  )
}

export function UnsuspendAct(props: PinActProps) {
  const { pin, customer, role, t } = props
  if (pin.suspendedAtMs === null) return null
  const words = wordsOf(props)
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="unsuspend"
      permission="guard:unsuspend"
      action={unsuspendAct.bind(null, guardOf(props))}
      trigger={t('acts.unsuspend.button')}
      title={t('acts.unsuspend.title', words)}
      explain={t('acts.unsuspend.explain', words)}
    />
  )
}

export async function ReissueAct(props: PinActProps) {
  const { card, pin, customer, role, t, locale } = props
  const app = openEnrollment(pin.app)
  if (!app || pin.suspendedAtMs !== null || card.status !== 'active') return null
  const { nowMs } = await readRequest()
  const { coolingOffUntilMs } = customer
  if (coolingOffUntilMs !== null && coolingOffUntilMs > nowMs) {
    const until = formatRelativeInstant({ atMs: coolingOffUntilMs, nowMs, locale })
    return (
      <Status tone="warn" icon="clock">
        {t('acts.reissue.coolingOff', { until })}
      </Status>
    )
  }
  const mobile = localizeDigits(customer.mobileMasked ?? '—', locale)
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="reissue"
      permission="activation_token:reissue"
      variant={app.status === 'pending' ? 'primary' : 'secondary'}
      action={reissueAct.bind(null, { customerId: customer.id, enrollmentId: app.id })}
      trigger={t('acts.reissue.button')}
      title={t('acts.reissue.title')}
      explain={t('acts.reissue.explain', { ...wordsOf(props), mobile })}
      ask={{
        target: { act: 'activation_token:reissue', payload: { enrollmentId: app.id } },
        shown: { pinKind: pin.pinKind, last4: card.last4 },
      }}
    />
  )
}
