'use client'
import { RimaButton } from '../rima-button.tsx'
import { RimaScreen } from '../rima-screen.tsx'
import { texts } from '../texts.ts'
import type { Rima } from '../use-rima.ts'

export function WipedScreen({ rima }: { rima: Rima }) {
  return (
    <RimaScreen title={texts.wiped.title} lead={texts.wiped.body}>
      <RimaButton onPress={() => rima.dispatch({ type: 'started' })}>{texts.wiped.start}</RimaButton>
    </RimaScreen>
  )
}
