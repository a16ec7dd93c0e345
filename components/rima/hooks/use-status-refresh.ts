'use client'
import { useEffect } from 'react'
import { refreshStatus } from '#components/rima/client/end-installation.ts'
import type { Session } from '#components/rima/client/session.ts'
import type { Rima } from './use-rima.ts'

/** Whenever the codes come into sight the bank is asked how the phone stands; without a network codes simply go on. */
export function useStatusRefresh(session: Session, dispatch: Rima['dispatch']): void {
  useEffect(() => {
    const refresh = async () => {
      if (document.visibilityState !== 'visible') return
      const { event } = await refreshStatus(session)
      if (event.type !== 'refused') dispatch(event)
    }
    const quietly = () => void refresh().catch(() => undefined)
    quietly()
    document.addEventListener('visibilitychange', quietly)
    return () => document.removeEventListener('visibilitychange', quietly)
  }, [session, dispatch])
}
