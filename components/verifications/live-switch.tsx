'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'

type LiveSwitchProps = {
  /** Answers `{newer}`: how many rows stand above the newest shown. */
  pollHref: string
  liveHref: string
  stillHref: string
  isLive: boolean
  labels: { on: string; start: string; pause: string; failed: string }
}

const POLL_MS = 3_000
// A forgotten screen must not keep its session alive.
const IDLE_MS = 5 * 60_000

/** Follows the log: asks every three seconds and has the page drawn again when something came. */
export function LiveSwitch({ pollHref, liveHref, stillHref, isLive, labels }: LiveSwitchProps) {
  const router = useRouter()
  const [hasFailed, setHasFailed] = useState(false)
  const [isDrawing, startDrawing] = useTransition()
  const touchedAt = useRef(0)

  const poll = useEffectEvent(async () => {
    if (document.hidden || isDrawing) return
    if (Date.now() - touchedAt.current > IDLE_MS) return router.replace(stillHref, { scroll: false })
    const newer = await askNewer(pollHref)
    setHasFailed(newer === null)
    if (newer) startDrawing(() => router.refresh())
  })

  useEffect(() => {
    if (!isLive) return
    const touch = (): void => {
      touchedAt.current = Date.now()
    }
    touch()
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const name of events) window.addEventListener(name, touch, { passive: true })
    const timer = setInterval(() => void poll(), POLL_MS)
    return () => {
      clearInterval(timer)
      for (const name of events) window.removeEventListener(name, touch)
    }
  }, [isLive])

  return (
    <Button
      aria-pressed={isLive}
      title={hasFailed ? labels.failed : isLive ? labels.pause : labels.start}
      onClick={() => router.replace(isLive ? stillHref : liveHref, { scroll: false })}
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${isLive ? (hasFailed ? 'bg-warn' : 'animate-pulse bg-ok') : 'border border-field-line'}`}
      />
      {hasFailed ? labels.failed : labels.on}
    </Button>
  )
}

async function askNewer(href: string): Promise<number | null> {
  const answer = await fetch(href, { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return null
  const { newer } = (await answer.json()) as { newer: number }
  return newer
}
