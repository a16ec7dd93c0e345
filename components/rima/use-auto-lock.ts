'use client'
import { useEffect } from 'react'

export const LOCK_AFTER_HIDDEN_MS = 120_000

/** Locks after two minutes out of sight; the clock is read again on return because phones stop the timers of hidden pages. */
export function useAutoLock(unlocked: boolean, lock: () => void): void {
  useEffect(() => {
    if (!unlocked) return
    let hiddenAtMs: number | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const watch = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') {
        hiddenAtMs = Date.now()
        timer = setTimeout(lock, LOCK_AFTER_HIDDEN_MS)
      } else if (hiddenAtMs !== null) {
        if (Date.now() - hiddenAtMs >= LOCK_AFTER_HIDDEN_MS) lock()
        hiddenAtMs = null
      }
    }
    document.addEventListener('visibilitychange', watch)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', watch)
    }
  }, [unlocked, lock])
}
