import { web } from '#app/services.ts'
import type { DeskToken } from '#server/customers/read-customer.ts'
import type { Acting } from './act-parts.ts'
import { GuardedAct } from './guarded-act.tsx'
import { reprintAct } from './token-actions.tsx'

export async function TokenAct({ token, customer, role, t }: Acting & { token: DeskToken }) {
  const { reprintsMax } = (await web()).policy()
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
