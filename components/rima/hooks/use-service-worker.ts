'use client'
import { useEffect } from 'react'

/** Development builds change under a cache; only a production build is kept for offline use. */
export function useServiceWorker(): void {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    navigator.serviceWorker.register('/rima/sw.js', { scope: '/rima', updateViaCache: 'none' }).catch(() => undefined)
  }, [])
}
