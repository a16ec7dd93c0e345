'use client'

import { useEffect, useRef } from 'react'
import type { ActState } from '#components/acts/act-state.ts'
import { Banner } from '#components/ui/banner.tsx'

/** Why the act was not done, brought into view above what was typed. */
export function Refusal({ state }: { state: ActState }) {
  const refusal = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state.outcome === 'refused') refusal.current?.scrollIntoView({ block: 'nearest' })
  }, [state])
  if (state.outcome !== 'refused') return null
  return (
    <div ref={refusal} className="scroll-my-4">
      <Banner tone="error" live>
        {state.message}
        {state.more}
      </Banner>
    </div>
  )
}
