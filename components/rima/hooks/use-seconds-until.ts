'use client'
import { useEffect, useState } from 'react'
import type { Session } from '#components/rima/client/session.ts'

/** Whole seconds by the bank's clock until an instant; never below zero. */
export function useSecondsUntil(session: Session | null, atMs: number): number {
  const left = () => Math.max(0, Math.ceil((atMs - (session?.clock.nowMs() ?? 0)) / 1000))
  const [seconds, setSeconds] = useState(left)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `left` is made of exactly these two
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 1000)
    return () => clearInterval(timer)
  }, [session, atMs])
  return seconds
}
