'use client'
import { useCallback } from 'react'
import { useAutoLock } from '#components/rima/hooks/use-auto-lock.ts'
import { useRima } from '#components/rima/hooks/use-rima.ts'
import { useServiceWorker } from '#components/rima/hooks/use-service-worker.ts'
import { RimaHeader } from '#components/rima/parts/rima-header.tsx'
import { ScreenSwitch } from '#components/rima/screens/screen-switch.tsx'

/** Rima whole: `channelUrl` is the origin of the bank's channel server, as browsers reach it. */
export function RimaApp({ channelUrl }: { channelUrl: string }) {
  const rima = useRima(channelUrl)
  const { session, dispatch } = rima
  const lock = useCallback(() => {
    if (session) session.vaultKey = null
    dispatch({ type: 'locked' })
  }, [session, dispatch])
  useServiceWorker()
  useAutoLock(rima.state.snapshot.unlocked, lock)
  return (
    <div className="mx-auto flex w-full max-w-[27rem] flex-1 flex-col sm:my-10 sm:min-h-[50rem] sm:flex-none sm:rounded-[1.75rem] sm:border sm:border-line sm:bg-panel">
      <RimaHeader onLock={rima.state.snapshot.unlocked ? lock : null} />
      <main className="flex flex-1 flex-col px-5 pt-5 pb-[max(2rem,env(safe-area-inset-bottom))]">
        <ScreenSwitch key={rima.state.screen} rima={rima} />
      </main>
    </div>
  )
}
