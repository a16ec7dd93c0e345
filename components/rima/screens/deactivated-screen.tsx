'use client'
import { startOver } from '#components/rima/client/end-installation.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

export function DeactivatedScreen({ rima }: { rima: Rima }) {
  return (
    <RimaScreen title={texts.deactivated.title} refusal={rima.state.refusal}>
      <RimaButton onPress={() => rima.run(startOver)}>{texts.deactivated.start}</RimaButton>
    </RimaScreen>
  )
}
