'use client'

import { type ReactNode, useState } from 'react'
import type { ActAction } from '#components/customers/act-state.ts'
import { OpenActDialog } from '#components/customers/open-act-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ButtonSize, ButtonVariant } from '#components/ui/button-style.ts'

export type ActDialogLabels = { close: string; cancel: string; submit: string; pending: string }
export type ActDialogProps = {
  action: ActAction
  trigger: ReactNode
  title: string
  labels: ActDialogLabels
  submissionId: string
  danger?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
  children: ReactNode
}

/** A button, and the dialog that says in words what the act does and asks for what it needs; made when it is opened. */
export function ActDialog({ trigger, variant, size, className, ...dialog }: ActDialogProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant={variant} size={size} className={className} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      {isOpen ? <OpenActDialog {...dialog} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
