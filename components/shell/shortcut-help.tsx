'use client'

import type { ReactNode } from 'react'
import type { ShortcutLabels } from '#components/shell/shell-labels.ts'
import { ModalDialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

type ShortcutHelpProps = { labels: ShortcutLabels; onOpenChange: (isOpen: boolean) => void }

export default function ShortcutHelp({ labels, onOpenChange }: ShortcutHelpProps) {
  const go = (key: string) => (
    <>
      <Kbd>G</Kbd> {labels.then} <Kbd>{key}</Kbd>
    </>
  )
  const rows: [string, ReactNode][] = [
    [labels.find, <Keys key="find" keys={['⌘ K', 'Ctrl K', '/']} />],
    [labels.home, go('H')],
    [labels.customers, go('C')],
    [labels.complaints, go('S')],
    [labels.approvals, go('P')],
    [labels.verifications, go('V')],
    [labels.audit, go('A')],
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
