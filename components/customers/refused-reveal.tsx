'use client'

import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { ModalDialog } from '#components/ui/dialog.tsx'

type RefusedRevealProps = { title: string; closeLabel: string; onClose: () => void; children: ReactNode }

/** Why a value is not shown, where something can be done about it: more than stands beside the masked one. */
export default function RefusedReveal({ title, closeLabel, onClose, children }: RefusedRevealProps) {
  return (
    <ModalDialog isOpen title={title} closeLabel={closeLabel} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Banner tone="error" live>
        {children}
      </Banner>
    </ModalDialog>
  )
}
