import { localizeDigits } from '#components/format/digits.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { GuardedAct } from './guarded-act.tsx'
import type { PinActProps } from './pin-act-buttons.tsx'
import { resynchroniseAct } from './resynchronise-action.ts'

/** Two codes that the customer reads out tell how far the app's clock is off; they are their own proof. */
export function ResynchroniseAct({ card, pin, customer, role, t, locale }: PinActProps) {
  if (pin.app?.status !== 'active' || pin.suspendedAtMs !== null) return null
  const words = { pin: t(`matrix.pins.${pin.pinKind}`), last4: localizeDigits(card.last4, locale) }
  const on = { customerId: customer.id, enrollmentId: pin.app.id }
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="resynchronise"
      permission="activation_token:reissue"
      proven={null}
      action={resynchroniseAct.bind(null, on)}
      trigger={t('acts.resynchronise.button')}
      title={t('acts.resynchronise.title', words)}
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
