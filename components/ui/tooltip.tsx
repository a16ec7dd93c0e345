'use client'

import type { ReactElement, ReactNode } from 'react'
import { Focusable } from 'react-aria-components/Focusable'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

type TooltipProps = { text: ReactNode; children: ReactElement<{ className?: string }> }

/** `children` is one element that can take focus. Nothing a reader needs may stand in a tooltip only. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={100}>
      <Focusable>{children as never}</Focusable>
      <AriaTooltip
        offset={6}
        className="max-w-72 rounded-control border border-line bg-panel px-2.5 py-1 text-xs text-ink shadow-float"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
