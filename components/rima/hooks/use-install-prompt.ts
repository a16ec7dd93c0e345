'use client'
import { useCallback, useEffect, useState } from 'react'

interface InstallPromptEvent extends Event {
  prompt(): Promise<void>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

export type InstallState = 'by-hand' | 'offered' | 'installed'

/** Chrome's own install dialog, kept until the customer asks for it. */
export function useInstallPrompt(): { state: InstallState; install: () => Promise<void> } {
  const [offer, setOffer] = useState<InstallPromptEvent | null>(null)
  const [installed, setInstalled] = useState(false)
  useEffect(() => {
    const keep = (event: Event) => {
      event.preventDefault()
      setOffer(event as InstallPromptEvent)
    }
    const done = () => setInstalled(true)
    setInstalled(window.matchMedia('(display-mode: standalone)').matches)
    window.addEventListener('beforeinstallprompt', keep)
    window.addEventListener('appinstalled', done)
    return () => {
      window.removeEventListener('beforeinstallprompt', keep)
      window.removeEventListener('appinstalled', done)
    }
  }, [])
  const install = useCallback(async () => {
    if (!offer) return
    await offer.prompt()
    if ((await offer.userChoice).outcome === 'accepted') setInstalled(true)
    setOffer(null)
  }, [offer])
  return { state: installed ? 'installed' : offer ? 'offered' : 'by-hand', install }
}
