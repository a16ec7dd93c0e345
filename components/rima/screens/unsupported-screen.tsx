'use client'
import { RimaScreen } from '../rima-screen.tsx'
import { texts } from '../texts.ts'

export function UnsupportedScreen() {
  return (
    <RimaScreen title={texts.unsupported.title} lead={texts.unsupported.body}>
      {null}
    </RimaScreen>
  )
}
