import { useEffect, useState } from 'react'
import type { Inbox, ReadInbox } from './inbox.ts'

const POLL_MS = 1_500

/** What the number has received, asked for again every 1.5 s; null until the first answer. */
export function useInbox(read: ReadInbox, { mobile, covered }: { mobile: string | null; covered: boolean }) {
  const [inbox, setInbox] = useState<Inbox | null>(null)
  const [stale, setStale] = useState(false)
  useEffect(() => {
    if (mobile === null) return setInbox(null)
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const poll = async (): Promise<void> => {
      const answer = await read({ mobile, covered }).catch(() => null)
      if (over) return
      setStale(answer === null)
      if (answer) setInbox(answer)
      timer = setTimeout(poll, POLL_MS)
    }
    void poll()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [read, mobile, covered])
  return { inbox, stale }
}
