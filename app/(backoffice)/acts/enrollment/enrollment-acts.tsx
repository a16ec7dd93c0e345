import { namePin, type PinActing } from '#app/(backoffice)/acts/acting.ts'
import { GuardedAct } from '#app/(backoffice)/acts/guarded-act.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { DeskEnrollment } from '#server/customers/match-cards.ts'
import { deactivateEnrollmentAct, resynchroniseAct } from './enrollment-actions.ts'

export function DeactivateEnrollmentAct({ enrollment, ...props }: PinActing & { enrollment: DeskEnrollment }) {
  const { card, pin, customer, role, t } = props
  const { id, method } = enrollment
  const words = { ...namePin(props), method: t(`methods.${method}`) }
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="deactivateEnrollment"
      permission="enrollment:deactivate"
      variant="danger-quiet"
      danger
      action={deactivateEnrollmentAct.bind(null, { customerId: customer.id, enrollmentId: id })}
      trigger={t('acts.deactivateEnrollment.button', { method: words.method })}
      title={t('acts.deactivateEnrollment.title', words)}
      explain={t('acts.deactivateEnrollment.explain', words)}
      ask={{
        target: { act: 'enrollment:deactivate', payload: { enrollmentId: id } },
        shown: { pinKind: pin.pinKind, last4: card.last4, method },
      }}
    />
  )
}

/** Two codes that the customer reads out tell how far the app's clock is off; they are their own proof. */
export function ResynchroniseAct(props: PinActing) {
  const { pin, customer, role, t } = props
  if (pin.app?.status !== 'active' || pin.suspendedAtMs !== null) return null
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="resynchronise"
      permission="activation_token:reissue"
      proven={null}
      action={resynchroniseAct.bind(null, { customerId: customer.id, enrollmentId: pin.app.id })}
      trigger={t('acts.resynchronise.button')}
      title={t('acts.resynchronise.title', namePin(props))}
      explain={t('acts.resynchronise.explain')}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {(['first', 'second'] as const).map((name) => (
          <TextField
            key={name}
            name={`${name}Code`}
            label={t(`acts.resynchronise.${name}`)}
            data-once
            dir="ltr"
            inputMode="numeric"
            maxLength={12}
            required
          />
        ))}
      </div>
    </GuardedAct>
  )
}
