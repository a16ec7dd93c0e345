import { type Acting, namePin, openEnrollment, type PinActing } from '#app/(backoffice)/acts/acting.ts'
import { GuardedAct } from '#app/(backoffice)/acts/guarded-act.tsx'
import { readRequest } from '#app/request.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import { Status } from '#components/ui/status.tsx'
import type { DeskToken } from '#server/customers/read-customer.ts'
import { reissueAct, reprintAct } from './token-actions.ts'

export async function ReissueAct(props: PinActing) {
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
      explain={t('acts.reissue.explain', { ...namePin(props), mobile })}
      ask={{
        target: { act: 'activation_token:reissue', payload: { enrollmentId: app.id } },
        shown: { pinKind: pin.pinKind, last4: card.last4 },
      }}
    />
  )
}

/** Prints the half of the customer's live token that the desk holds once more. */
export async function ReprintAct({ token, customer, role, t }: Acting & { token: DeskToken }) {
  const { services } = await readRequest()
  const { reprintsMax } = services.policy()
  if (!token.isLive || token.reprints >= reprintsMax) return null
  return (
    <GuardedAct
      {...{ role, t, customer }}
      name="reprint"
      permission="activation_token:reprint"
      action={reprintAct.bind(null, { customerId: customer.id, activationTokenId: token.id })}
      trigger={t('acts.reprint.button')}
      title={t('acts.reprint.title')}
      explain={t('acts.reprint.explain', { done: token.reprints, max: reprintsMax })}
      ask={{
        target: { act: 'activation_token:reprint', payload: { activationTokenId: token.id } },
        shown: { pinKind: token.pinKind, last4: token.last4 },
      }}
    />
  )
}
