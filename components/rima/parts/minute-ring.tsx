import type { ReactNode } from 'react'
import { fill, texts } from '#components/rima/texts.ts'

interface MinuteRingProps {
  /** Null while the code is recomputed. */
  secondsLeft: number | null
  periodSeconds: number
  children: ReactNode
}

const LAST_SECONDS = 10

/** The ring empties with the minute. A reader is told the seconds when it asks, never by itself. */
export function MinuteRing({ secondsLeft, periodSeconds, children }: MinuteRingProps) {
  const ending = secondsLeft !== null && secondsLeft <= LAST_SECONDS
  return (
    <div className="relative mx-auto grid aspect-square w-full max-w-[19rem] place-items-center">
      <svg aria-hidden="true" viewBox="0 0 200 200" className="absolute inset-0 -rotate-90">
        <circle cx="100" cy="100" r="93" fill="none" strokeWidth="7" className="stroke-mute-soft" />
        {secondsLeft === null ? null : (
          <circle
            cx="100"
            cy="100"
            r="93"
            fill="none"
            strokeWidth="7"
            strokeLinecap="round"
            pathLength={periodSeconds}
            strokeDasharray={`${Math.min(secondsLeft, periodSeconds)} ${periodSeconds}`}
            className={`transition-[stroke-dasharray] duration-1000 ease-linear motion-reduce:transition-none ${ending ? 'stroke-warn' : 'stroke-accent'}`}
          />
        )}
      </svg>
      <div className="relative flex flex-col items-center gap-2 px-6 text-center">
        {children}
        <p role="timer" aria-live="off" className={`text-sm tabular-nums ${ending ? 'text-warn' : 'text-ink-2'}`}>
          {secondsLeft === null ? texts.codes.renewing : fill(texts.codes.left, { seconds: secondsLeft })}
        </p>
      </div>
    </div>
  )
}
