'use client'
import { useEffect } from 'react'
import { refreshStatus } from './end-installation.ts'
import type { Session } from './session.ts'
import type { Rima } from './use-rima.ts'

/**
 * Whenever the codes come into sight, the network comes or the clock falls into doubt, the bank is asked how the phone
 * stands, which tells its time too; without a network codes simply go on.
 */
export function useStatusRefresh(
  session: Session,
  { dispatch, clockDoubt }: Pick<Rima, 'dispatch' | 'clockDoubt'>,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a doubt that arises or ends is a reason to ask
  useEffect(() => {
    const refresh = async () => {
      if (document.visibilityState !== 'visible') return
      const { event } = await refreshStatus(session)
      if (event.type !== 'refused') dispatch(event)
    }
    const quietly = () => void refresh().catch(() => undefined)
    quietly()
    document.addEventListener('visibilitychange', quietly)
    window.addEventListener('online', quietly)
    return () => {
      document.removeEventListener('visibilitychange', quietly)
      window.removeEventListener('online', quietly)
    }
  }, [session, dispatch, clockDoubt])
}
