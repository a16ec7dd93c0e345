import { startTransition, useEffect, useEffectEvent, useRef } from 'react'

// Somebody who arranges columns presses several times in a row.
const KEEP_AFTER_MS = 500

/** Keeps what the person arranged, a moment after their last change or when they leave. */
export function useKeptView(text: string, keep: (text: string) => Promise<void>): void {
  const lastKept = useRef(text)
  const save = useEffectEvent(() => {
    if (text === lastKept.current) return
    lastKept.current = text
    // An arrangement that could not be kept is not worth the page; the next change tries again.
    startTransition(() => keep(text).catch(() => undefined))
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the wait anew
  useEffect(() => {
    const timer = setTimeout(() => save(), KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => () => save(), [])
}
