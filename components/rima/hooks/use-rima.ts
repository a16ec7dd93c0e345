'use client'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { ClockDoubt } from '#components/rima/client/judge-clock.ts'
import { initialState, type RimaEvent, type RimaState, reduce } from '#components/rima/client/machine.ts'
import { openSession, type Session, takeSnapshot } from '#components/rima/client/session.ts'
import { useClockWatch } from './use-clock-watch.ts'

export type Act = (session: Session) => Promise<RimaEvent>

export interface Rima {
  state: RimaState
  session: Session | null
  clockDoubt: ClockDoubt | null
  dispatch: (event: RimaEvent) => void
  /** Runs one act at a time; a second press while one is at work does nothing. */
  run: (act: Act) => Promise<void>
}

export function useRima(channelUrl: string): Rima {
  const [state, dispatch] = useReducer(reduce, initialState)
  const [session, setSession] = useState<Session | null>(null)
  const working = useRef(false)
  const clockDoubt = useClockWatch(session)

  useEffect(() => {
    let mounted = true
    start(channelUrl).then(({ opened, event }) => {
      if (!mounted) return
      setSession(opened)
      dispatch(event)
    })
    return () => {
      mounted = false
    }
  }, [channelUrl])

  const run = useCallback(
    async (act: Act) => {
      if (!session || working.current) return
      working.current = true
      dispatch({ type: 'working' })
      try {
        const event = await act(session)
        dispatch(event)
        // A refresh may also come by itself, while another act is at work: it ends none.
        if (event.type === 'refreshed') dispatch({ type: 'done' })
      } catch (error) {
        console.error(error instanceof Error ? error.name : 'error')
        dispatch({ type: 'refused', refusal: { code: 'failed_here' } })
      } finally {
        working.current = false
      }
    },
    [session],
  )

  return { state, session, clockDoubt, dispatch, run }
}

async function start(channelUrl: string): Promise<{ opened: Session | null; event: RimaEvent }> {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return { opened: null, event: { type: 'unsupported' } }
  try {
    const opened = await openSession(channelUrl)
    return { opened, event: { type: 'arrived', snapshot: await takeSnapshot(opened) } }
  } catch {
    return { opened: null, event: { type: 'unsupported' } }
  }
}
