import type { Area } from '#components/shell/shell-data.ts'

export type Command = { kind: 'find' } | { kind: 'help' } | { kind: 'go'; area: Area }

type Key = Pick<KeyboardEvent, 'code' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'isComposing'> & {
  target: EventTarget | null
}

/** Where each key leads after G. */
export const areaKeys = {
  KeyH: 'home',
  KeyC: 'customers',
  KeyS: 'complaints',
  KeyP: 'approvals',
  KeyV: 'verifications',
  KeyA: 'audit',
} as const satisfies Record<string, Area>

/** Reads the place of the key, not its letter: on a Persian layout K types «ن». */
export function commandOf(event: Key, afterG: boolean): Command | 'prefix' | null {
  if (event.isComposing || event.altKey) return null
  if (event.metaKey || event.ctrlKey) return event.code === 'KeyK' && !event.shiftKey ? { kind: 'find' } : null
  if (isBusy(event.target)) return null
  if (event.code === 'Slash') return { kind: event.shiftKey ? 'help' : 'find' }
  if (event.shiftKey) return null
  const area = (areaKeys as Record<string, Area>)[event.code]
  if (afterG && area) return { kind: 'go', area }
  return event.code === 'KeyG' ? 'prefix' : null
}

function isBusy(target: EventTarget | null): boolean {
  if (target === null || !('closest' in target)) return false
  return (
    (target as Element).closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !==
    null
  )
}
