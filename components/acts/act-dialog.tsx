'use client'

import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ActAction } from '#components/acts/act-state.ts'
import { Button } from '#components/ui/button.tsx'
import type { ButtonSize, ButtonVariant } from '#components/ui/button-style.ts'

const loadDialog = () => import('#components/acts/open-act-dialog.tsx')
const OpenActDialog = lazy(loadDialog)

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
      <Button
        {...{ variant, size, className }}
        aria-haspopup="dialog"
        data-dialog-open={isOpen || undefined}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        onClick={() => setOpen(true)}
      >
        {trigger}
      </Button>
      <Suspense>{isOpen ? <OpenActDialog {...dialog} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
