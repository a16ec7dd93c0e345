'use client'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

export function WipedScreen({ rima }: { rima: Rima }) {
  return (
    <RimaScreen title={texts.wiped.title} lead={texts.wiped.body}>
      <RimaButton onPress={() => rima.dispatch({ type: 'started' })}>{texts.wiped.start}</RimaButton>
    </RimaScreen>
  )
}
