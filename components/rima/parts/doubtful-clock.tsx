'use client'
import type { ReactNode } from 'react'
import type { ClockDoubt } from '#components/rima/client/judge-clock.ts'
import { fill, texts } from '#components/rima/texts.ts'
import { Icon } from '#components/ui/icon.tsx'
import { formatSpan } from './explain-refusal.ts'
import { RimaButton } from './rima-button.tsx'

const t = texts.doubt

interface DoubtfulClockProps {
  doubt: ClockDoubt
  offsetMs: number
  busy: boolean
  isRevealed: boolean
  onSet: () => void
  onReveal: () => void
  /** The code, where it was asked for in spite of the doubt. */
  children: ReactNode
}

/** No code stands here as a good one: the customer learns why, sets the clock, or asks for it knowing what it is made of. */
export function DoubtfulClock({ doubt, offsetMs, busy, isRevealed, onSet, onReveal, children }: DoubtfulClockProps) {
  const off = { time: formatSpan(offsetMs / 1000), way: offsetMs < 0 ? t.ahead : t.behind }
  return (
    <section className="flex flex-col gap-4" aria-label={t.titles[doubt]}>
      <div
        role="alert"
        className="flex flex-col gap-2 rounded-2xl border border-warn/40 bg-warn-soft px-4 py-4 text-warn"
      >
        <p className="flex items-center gap-2 text-[1.05rem] font-bold">
          <Icon name="alert" sizePixels={20} /> {t.titles[doubt]}
        </p>
        <p className="text-[0.95rem] leading-7">{fill(t.bodies[doubt], off)}</p>
      </div>
      <RimaButton busyText={busy && t.setting} onPress={onSet}>
        {t.set}
      </RimaButton>
      {isRevealed ? (
        <>
          <p className="text-center text-[0.95rem] leading-7 font-medium text-warn">{fill(t.bases[doubt], off)}</p>
          {children}
        </>
      ) : (
        <RimaButton kind="quiet" onPress={onReveal}>
          {t.reveal}
        </RimaButton>
      )}
    </section>
  )
}
