'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Command, commandOf } from '#components/shell/read-shortcut.ts'
import type { FindAction, NavigationItem } from '#components/shell/shell-data.ts'
import type { FindLabels, ShortcutLabels } from '#components/shell/shell-labels.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

const loadPalette = () => import('#components/shell/command-palette.tsx')
const CommandPalette = lazy(loadPalette)
const ShortcutHelp = lazy(() => import('#components/shell/shortcut-help.tsx'))

type KeyboardCommandsProps = {
  navigation: NavigationItem[]
  labels: { search: string; findKeys: string; find: FindLabels; shortcuts: ShortcutLabels }
  find: FindAction
}

const BOX =
  'flex h-10 min-w-0 flex-1 items-center gap-2.5 rounded-panel border border-line bg-panel px-3.5 text-start text-ink-3 ' +
  'transition-colors hover:border-field-line max-md:h-11'

/** The search box, and every key that works anywhere in the back office. */
export function KeyboardCommands({ navigation, labels, find }: KeyboardCommandsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'find' | 'help' | null>(null)
  const pressedG = useRef(false)
  const mayFind = navigation.some(({ area }) => area === 'customers')

  const obey = useEffectEvent((command: Command) => {
    if (command.kind === 'find' && !mayFind) return
    if (command.kind !== 'go') return setOpen(command.kind)
    const item = navigation.find(({ area }) => area === command.area)
    if (item) router.push(item.href)
  })

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = commandOf(event, pressedG.current)
      pressedG.current = command === 'prefix'
      if (command === null || command === 'prefix') return
      event.preventDefault()
      obey(command)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  const onOpenChange = (isOpen: boolean): void => setOpen((now) => (isOpen ? now : null))
  return (
    <>
      {mayFind ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-keyshortcuts="Meta+K Control+K /"
          onPointerEnter={loadPalette}
          onFocus={loadPalette}
          onClick={() => setOpen('find')}
          className={BOX}
        >
          <Icon name="search" />
          <span className="min-w-0 flex-1 truncate">{labels.search}</span>
          <span className="max-md:hidden">
            <Kbd>{labels.findKeys}</Kbd>
          </span>
        </button>
      ) : null}
      <Suspense>
        {open === 'find' ? <CommandPalette labels={labels.find} find={find} onOpenChange={onOpenChange} /> : null}
        {open === 'help' ? (
          <ShortcutHelp
            labels={labels.shortcuts}
            areas={navigation.map(({ area }) => area)}
            onOpenChange={onOpenChange}
          />
        ) : null}
      </Suspense>
    </>
  )
}
