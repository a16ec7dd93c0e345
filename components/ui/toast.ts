import type { Tone } from '#components/ui/status.tsx'

export type Toast = { id: number; tone: Tone; text: string }

const TOASTS_MAX = 3
const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let lastId = 0

/** Says in the corner that something was done; anything that must not be missed belongs in a `Banner`. */
export function showToast({ tone, text }: Omit<Toast, 'id'>): void {
  lastId += 1
  publish([...toasts, { id: lastId, tone, text }].slice(-TOASTS_MAX))
}

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id))
}

export function readToasts(): readonly Toast[] {
  return toasts
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function publish(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
