'use client'
import { hasLiveCard } from '#components/rima/client/machine.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { NumberedSteps } from '#components/rima/parts/numbered-steps.tsx'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'
import { Icon } from '#components/ui/icon.tsx'
import { toPersianDigits } from '#domain/text/digits.ts'

const t = texts.atm

export function AtmScreen({ rima: { state, dispatch } }: { rima: Rima }) {
  const mobile = <bdi dir="ltr">{toPersianDigits(state.snapshot.maskedMobile)}</bdi>
  const [before, after] = t.registered.split('{mobile}')
  return (
    <RimaScreen title={t.title} lead={t.why} refusal={state.refusal}>
      <p className="flex items-center gap-2 rounded-xl bg-ok-soft px-4 py-3 text-[0.95rem] text-ok">
        <Icon name="check" sizePixels={18} />
        <span>
          {before}
          {mobile}
          {after}
        </span>
      </p>
      <NumberedSteps steps={t.steps} />
      <p className="flex items-center gap-2 text-sm text-ink-2">
        <Icon name="clock" /> {t.deadline}
      </p>
      <div className="mt-auto flex flex-col gap-2 pt-4">
        <RimaButton onPress={() => dispatch({ type: 'token-in-hand' })}>{t.submit}</RimaButton>
        {hasLiveCard(state.snapshot) ? (
          <RimaButton kind="plain" onPress={() => dispatch({ type: 'codes-opened' })}>
            {t.codes}
          </RimaButton>
        ) : (
          <RimaButton kind="plain" onPress={() => dispatch({ type: 'devices-opened' })}>
            {texts.codes.devices}
          </RimaButton>
        )}
      </div>
    </RimaScreen>
  )
}
