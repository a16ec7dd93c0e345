import { FoldedActs } from '#components/customers/folded-acts.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { deactivateEnrollmentAct } from './enrollment-actions.ts'
import { suspendAct } from './guard-actions.ts'
import { GuardedAct } from './guarded-act.tsx'
import { openEnrollment, type PinActProps, ReissueAct, UnlockAct, UnsuspendAct } from './pin-act-buttons.tsx'
import { ResynchroniseAct } from './resynchronise-act.tsx'

/** What can be done now on one card x PIN: the likeliest as a button, the rest folded. */
export function PinActs(props: PinActProps) {
  return (
    <div className="flex flex-wrap items-start justify-end gap-2 max-md:justify-start">
      <UnlockAct {...props} />
      <UnsuspendAct {...props} />
      <ReissueAct {...props} />
      <FurtherActs {...props} />
    </div>
  )
}

function FurtherActs(props: PinActProps) {
  const { card, pin, customer, role, t, locale } = props
  const enrollments = [pin.sms, pin.app].flatMap((each) => openEnrollment(each) ?? [])
  const maySuspend = pin.suspendedAtMs === null
  const isReader = role === 'auditor' || role === 'admin'
  if (isReader || (enrollments.length === 0 && !maySuspend)) return null
  const words = { pin: t(`matrix.pins.${pin.pinKind}`), last4: localizeDigits(card.last4, locale) }
  return (
    <FoldedActs label={t('matrix.moreFor', words)}>
      <ResynchroniseAct {...props} />
      {enrollments.map((each) => (
        <GuardedAct
          key={each.id}
          {...{ role, t, customer }}
          name="deactivateEnrollment"
          permission="enrollment:deactivate"
          variant="danger-quiet"
          danger
          action={deactivateEnrollmentAct.bind(null, { customerId: customer.id, enrollmentId: each.id })}
          trigger={t('acts.deactivateEnrollment.button', { method: t(`methods.${each.method}`) })}
          title={t('acts.deactivateEnrollment.title', { ...words, method: t(`methods.${each.method}`) })}
          explain={t('acts.deactivateEnrollment.explain', { ...words, method: t(`methods.${each.method}`) })}
          ask={{
            target: { act: 'enrollment:deactivate', payload: { enrollmentId: each.id } },
            shown: { pinKind: pin.pinKind, last4: card.last4, method: each.method },
          }}
        />
      ))}
      {maySuspend ? (
        <GuardedAct
          {...{ role, t, customer }}
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
