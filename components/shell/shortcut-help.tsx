'use client'

import type { ReactNode } from 'react'
import { areaKeys } from '#components/shell/read-shortcut.ts'
import type { Area } from '#components/shell/shell-data.ts'
import type { ShortcutLabels } from '#components/shell/shell-labels.ts'
import { ModalDialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

type ShortcutHelpProps = {
  labels: ShortcutLabels
  /** Where this operator may go: no key is promised that leads nowhere. */
  areas: readonly Area[]
  onOpenChange: (isOpen: boolean) => void
}

export default function ShortcutHelp({ labels, areas, onOpenChange }: ShortcutHelpProps) {
  const go = (key: string) => (
    <>
      <Kbd>G</Kbd> {labels.then} <Kbd>{key}</Kbd>
    </>
  )
  const rows: [string, ReactNode][] = [
    ...(areas.includes('customers')
      ? [[labels.find, <Keys key="find" keys={['⌘ K', 'Ctrl K', '/']} />] as [string, ReactNode]]
      : []),
    ...Object.entries(areaKeys)
      .filter(([, area]) => areas.includes(area))
      .map(([code, area]): [string, ReactNode] => [labels[area], go(code.slice(-1))]),
    [labels.rows, <Keys key="rows" keys={['J', 'K', 'Enter']} />],
    [labels.help, <Kbd key="help">?</Kbd>],
    [labels.escape, <Kbd key="escape">Esc</Kbd>],
  ]
  return (
    <ModalDialog isOpen closesOutside onOpenChange={onOpenChange} title={labels.title} closeLabel={labels.close}>
      <dl className="divide-y divide-line-soft">
        {rows.map(([what, keys]) => (
          <div key={what} className="flex items-center justify-between gap-4 py-2">
            <dt>{what}</dt>
            <dd className="flex items-center gap-1.5 text-xs text-ink-3">{keys}</dd>
          </div>
        ))}
      </dl>
    </ModalDialog>
  )
}

function Keys({ keys }: { keys: string[] }) {
  return keys.map((key) => <Kbd key={key}>{key}</Kbd>)
}
