'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { Status } from '#components/ui/status.tsx'
import { dismissToast, readToasts, subscribeToToasts, type Toast } from '#components/ui/toast.ts'

const SHOWN_MS = 6000
const NONE: readonly Toast[] = []

export function ToastRegion({ label, dismissLabel }: { label: string; dismissLabel: string }) {
  const toasts = useSyncExternalStore(subscribeToToasts, readToasts, () => NONE)
  return (
    <section
      aria-label={label}
      aria-live="polite"
      className="pointer-events-none fixed end-4 bottom-4 z-40 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 print:hidden"
    >
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} dismissLabel={dismissLabel} />
      ))}
    </section>
  )
}

function ToastItem({ toast, dismissLabel }: { toast: Toast; dismissLabel: string }) {
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast.id])
  return (
    <div className="pointer-events-auto flex items-start justify-between gap-2 rounded-panel border border-line bg-panel p-2.5 text-sm shadow-float">
      <span className="min-w-0 *:whitespace-normal *:rounded-control">
        <Status tone={toast.tone}>{toast.text}</Status>
      </span>
      <button
        type="button"
        aria-label={dismissLabel}
        onClick={() => dismissToast(toast.id)}
        className="grid size-6 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-mute-soft hover:text-ink"
      >
        <Icon name="cross" sizePixels={13} />
      </button>
    </div>
  )
}
