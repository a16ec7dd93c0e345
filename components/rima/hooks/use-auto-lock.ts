'use client'
import { useEffect } from 'react'
import type { ClockLook } from '#components/rima/client/judge-clock.ts'

export const LOCK_AFTER_HIDDEN_MS = 120_000

/** Locks after two minutes out of sight; the clocks are read again on return because phones stop the timers of hidden pages. */
export function useAutoLock(unlocked: boolean, lock: () => void): void {
  useEffect(() => {
    if (!unlocked) return
    let hidden: ClockLook | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const watch = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') {
        hidden = lookNow()
        timer = setTimeout(lock, LOCK_AFTER_HIDDEN_MS)
      } else if (hidden !== null) {
        if (isAwayTooLong(hidden, lookNow())) lock()
        hidden = null
      }
    }
    document.addEventListener('visibilitychange', watch)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', watch)
    }
  }, [unlocked, lock])
}

/** By the clock that says more; one that has gone back says nothing about how long it was. */
export function isAwayTooLong(left: ClockLook, back: ClockLook): boolean {
  const wallMs = back.wallMs - left.wallMs
  return wallMs < 0 || Math.max(wallMs, back.monoMs - left.monoMs) >= LOCK_AFTER_HIDDEN_MS
}

function lookNow(): ClockLook {
  return { wallMs: Date.now(), monoMs: performance.now() }
}
