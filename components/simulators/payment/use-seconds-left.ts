import { useEffect, useState } from 'react'

/** Whole seconds until `untilMs`, counting down; 0 when it is over or there is nothing to wait for. */
export function useSecondsLeft(untilMs: number | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (untilMs === null) return setLeft(0)
    const count = (): void => setLeft(Math.max(0, Math.ceil((untilMs - Date.now()) / 1000)))
    count()
    const timer = setInterval(count, 500)
    return () => clearInterval(timer)
  }, [untilMs])
  return left
}
