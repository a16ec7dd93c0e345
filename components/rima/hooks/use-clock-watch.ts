'use client'
import { useEffect, useState } from 'react'
import type { ClockDoubt } from '#components/rima/client/judge-clock.ts'
import type { Session } from '#components/rima/client/session.ts'
import { setClock } from '#components/rima/client/set-clock.ts'
import { watchSight } from '#components/rima/client/watch-sight.ts'

const LOOK_EVERY_MS = 1000

/**
 * Looks at the phone's clock as long as the app is open, on every screen, and says why it cannot be relied on. Then the bank
 * is asked at once, and when the network comes.
 */
export function useClockWatch(session: Session | null): ClockDoubt | null {
  const [doubt, setDoubt] = useState<ClockDoubt | null>(null)
  useEffect(() => {
    if (!session) return
    let mayHaveSlept = document.hidden
    const look = () => {
      session.clock.look(mayHaveSlept || document.hidden)
      mayHaveSlept = document.hidden
      setDoubt(session.clock.doubt())
    }
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    const unwatch = watchSight({
      lost: () => {
        look()
        mayHaveSlept = true
      },
      regained: look,
    })
    return () => {
      clearInterval(timer)
      unwatch()
    }
  }, [session])
  useEffect(() => {
    if (!session || !doubt) return
    const ask = () =>
      void setClock(session).then(
        () => setDoubt(session.clock.doubt()),
        () => undefined,
      )
    ask()
    window.addEventListener('online', ask)
    return () => window.removeEventListener('online', ask)
  }, [session, doubt])
  return doubt
}
