'use client'
import { useInstallPrompt } from '#components/rima/hooks/use-install-prompt.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { NumberedSteps } from '#components/rima/parts/numbered-steps.tsx'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaMark } from '#components/rima/parts/rima-mark.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

const t = texts.welcome

export function WelcomeScreen({ rima }: { rima: Rima }) {
  const { state, install } = useInstallPrompt()
  return (
    <>
      <div className="pt-4 pb-6">
        <RimaMark sizePixels={84} />
      </div>
      <RimaScreen title={t.title} lead={t.body}>
        <NumberedSteps steps={t.steps} />
        <div className="mt-auto flex flex-col gap-3 pt-4">
          <RimaButton onPress={() => rima.dispatch({ type: 'started' })}>{t.start}</RimaButton>
          {state === 'offered' ? (
            <RimaButton kind="quiet" onPress={install}>
              {t.install}
            </RimaButton>
          ) : (
            <p className="text-sm leading-6 text-ink-2">{state === 'installed' ? t.installed : t.installByHand}</p>
          )}
        </div>
      </RimaScreen>
    </>
  )
}
