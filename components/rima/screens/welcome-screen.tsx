'use client'
import { NumberedSteps } from '../numbered-steps.tsx'
import { RimaButton } from '../rima-button.tsx'
import { RimaMark } from '../rima-mark.tsx'
import { RimaScreen } from '../rima-screen.tsx'
import { texts } from '../texts.ts'
import { useInstallPrompt } from '../use-install-prompt.ts'
import type { Rima } from '../use-rima.ts'

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
