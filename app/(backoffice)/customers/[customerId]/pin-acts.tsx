import { FoldedActs } from '#components/customers/folded-acts.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import type { DeskCard, DeskEnrollment, DeskPin } from '#server/customers/match-cards.ts'
import type { Acting } from './act-parts.ts'
import { deactivateEnrollmentAct } from './enrollment-actions.ts'
import { suspendAct, unlockAct, unsuspendAct } from './guard-actions.ts'
import { GuardedAct } from './guarded-act.tsx'
import { reissueAct } from './token-actions.tsx'

type PinActsProps = Acting & { card: DeskCard; pin: DeskPin }

/** What can be done now on one card x PIN: the likeliest as a button, the rest folded. */
export function PinActs({ card, pin, customer, role, t, locale }: PinActsProps) {
  const words = { pin: t(`matrix.pins.${pin.pinKind}`), last4: localizeDigits(card.last4, locale) }
  const on = { customerId: customer.id, cardId: card.id, pinKind: pin.pinKind }
  const open = (each: DeskEnrollment | null): DeskEnrollment | null => (each?.status === 'deactivated' ? null : each)
  const app = open(pin.app)
  const guard = { role, t }
  return (
    <div className="flex flex-wrap items-start justify-end gap-2 max-md:justify-start">
      {pin.lock ? (
        <GuardedAct
          {...guard}
          name="unlock"
          permission="guard:unlock"
          action={unlockAct.bind(null, on)}
          trigger={t('acts.unlock.button')}
          title={t('acts.unlock.title', words)}
          explain={t('acts.unlock.explain')}
        />
      ) : null}
      {pin.suspendedAtMs === null ? null : (
        <GuardedAct
          {...guard}
          name="unsuspend"
          permission="guard:unsuspend"
          action={unsuspendAct.bind(null, on)}
          trigger={t('acts.unsuspend.button')}
          title={t('acts.unsuspend.title', words)}
          explain={t('acts.unsuspend.explain', words)}
        />
      )}
      {app && pin.suspendedAtMs === null && card.status === 'active' ? (
        <GuardedAct
          {...guard}
          name="reissue"
          permission="activation_token:reissue"
          variant={app.status === 'pending' ? 'primary' : 'secondary'}
          action={reissueAct.bind(null, { customerId: customer.id, enrollmentId: app.id })}
          trigger={t('acts.reissue.button')}
          title={t('acts.reissue.title')}
          explain={t('acts.reissue.explain', {
            ...words,
            mobile: localizeDigits(customer.mobileMasked ?? '—', locale),
          })}
        />
      ) : null}
      <FurtherActs {...{ card, pin, customer, role, t, locale }} />
    </div>
  )
}

function FurtherActs({ card, pin, customer, role, t, locale }: PinActsProps) {
  const enrollments = [pin.sms, pin.app].flatMap((each) => (each && each.status !== 'deactivated' ? [each] : []))
  const maySuspend = pin.suspendedAtMs === null
  const isReader = role === 'auditor' || role === 'admin'
  if (isReader || (enrollments.length === 0 && !maySuspend)) return null
  const words = { pin: t(`matrix.pins.${pin.pinKind}`), last4: localizeDigits(card.last4, locale) }
  return (
    <FoldedActs label={t('matrix.moreFor', words)}>
      {enrollments.map((each) => (
        <GuardedAct
          key={each.id}
          {...{ role, t }}
          name="deactivateEnrollment"
          permission="enrollment:deactivate"
          variant="danger-quiet"
          danger
          action={deactivateEnrollmentAct.bind(null, { customerId: customer.id, enrollmentId: each.id })}
          trigger={t('acts.deactivateEnrollment.button', { method: t(`methods.${each.method}`) })}
          title={t('acts.deactivateEnrollment.title', { ...words, method: t(`methods.${each.method}`) })}
          explain={t('acts.deactivateEnrollment.explain', { ...words, method: t(`methods.${each.method}`) })}
        />
      ))}
      {maySuspend ? (
        <GuardedAct
          {...{ role, t }}
          name="suspend"
          permission="guard:suspend"
          variant="danger-quiet"
          danger
          action={suspendAct.bind(null, { customerId: customer.id, cardId: card.id, pinKind: pin.pinKind })}
          trigger={t('acts.suspend.button')}
          title={t('acts.suspend.title', words)}
          explain={t('acts.suspend.explain', words)}
        />
      ) : null}
    </FoldedActs>
  )
}
