import { namePin, type PinActing } from '#app/(backoffice)/acts/acting.ts'
import { GuardedAct } from '#app/(backoffice)/acts/guarded-act.tsx'
import { suspendAct, unlockAct, unsuspendAct } from './guard-actions.ts'

function guardOf({ customer, card, pin }: PinActing) {
  return { customerId: customer.id, cardId: card.id, pinKind: pin.pinKind }
}

export function UnlockAct(props: PinActing) {
  const { card, pin, customer, role, t } = props
  if (!pin.lock) return null
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="unlock"
      permission="guard:unlock"
      action={unlockAct.bind(null, guardOf(props))}
      trigger={t('acts.unlock.button')}
      title={t('acts.unlock.title', namePin(props))}
      explain={t('acts.unlock.explain')}
      ask={{
        target: { act: 'guard:unlock', payload: { cardId: card.id, pinKind: pin.pinKind } },
        shown: { pinKind: pin.pinKind, last4: card.last4 },
      }}
    />
  )
}

export function SuspendAct(props: PinActing) {
  const { pin, customer, role, t } = props
  if (pin.suspendedAtMs !== null) return null
  const words = namePin(props)
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="suspend"
      permission="guard:suspend"
      variant="danger-quiet"
      danger
      action={suspendAct.bind(null, guardOf(props))}
      trigger={t('acts.suspend.button')}
      title={t('acts.suspend.title', words)}
      explain={t('acts.suspend.explain', words)}
    />
  )
}

export function UnsuspendAct(props: PinActing) {
  const { pin, customer, role, t } = props
  if (pin.suspendedAtMs === null) return null
  const words = namePin(props)
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
