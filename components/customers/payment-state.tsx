import type { FindTexts } from '#components/customers/find-texts.ts'
import { Status, type Tone } from '#components/ui/status.tsx'

const tones = {
  accepted: 'ok',
  rejected: 'bad',
  sent: 'info',
  used: 'ok',
  expired: 'warn',
  superseded: 'off',
  exhausted: 'bad',
  ended: 'off',
  suppressed: 'bad',
} as const satisfies Record<string, Tone>

/** What became of a payment's code; of another branch's customer it is kept back until a reason is given. */
export function PaymentState({ state, t }: { state: string | null; t: FindTexts }) {
  if (state === null || !isState(state))
    return (
      <Status tone="off" icon="lock">
        {t('payments.states.kept')}
      </Status>
    )
  return <Status tone={tones[state]}>{t(`payments.states.${state}`)}</Status>
}

function isState(state: string): state is keyof typeof tones {
  return state in tones
}
