'use client'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

export function UnsupportedScreen() {
  return (
    <RimaScreen title={texts.unsupported.title} lead={texts.unsupported.body}>
      {null}
    </RimaScreen>
  )
}
