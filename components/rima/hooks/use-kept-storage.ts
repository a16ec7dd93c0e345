'use client'
import { useEffect, useState } from 'react'

/** Whether the browser promises not to clear the secrets when it runs short of space; null until it has answered. */
export function useKeptStorage(): boolean | null {
  const [isKept, setIsKept] = useState<boolean | null>(null)
  useEffect(() => {
    let mounted = true
    const ask = () =>
      void askToKeep().then((answer) => {
        if (mounted) setIsKept(answer)
      })
    ask()
    // Some browsers promise it to an installed app alone.
    window.addEventListener('appinstalled', ask)
    return () => {
      mounted = false
      window.removeEventListener('appinstalled', ask)
    }
  }, [])
  return isKept
}

/** A browser that cannot be asked, or fails, promises nothing. */
export async function askToKeep(storage: Partial<StorageManager> | undefined = navigator.storage): Promise<boolean> {
  try {
    return (await storage?.persisted?.()) || ((await storage?.persist?.()) ?? false)
  } catch {
    return false
  }
}
