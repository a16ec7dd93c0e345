'use client'
import { startOver } from '../end-installation.ts'
import { RimaButton } from '../rima-button.tsx'
import { RimaScreen } from '../rima-screen.tsx'
import { texts } from '../texts.ts'
import type { Rima } from '../use-rima.ts'

export function DeactivatedScreen({ rima }: { rima: Rima }) {
  return (
    <RimaScreen title={texts.deactivated.title} refusal={rima.state.refusal}>
      <RimaButton onPress={() => rima.run(startOver)}>{texts.deactivated.start}</RimaButton>
    </RimaScreen>
  )
}
