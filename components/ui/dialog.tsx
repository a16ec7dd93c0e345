'use client'

import type { PointerEvent, ReactNode } from 'react'
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Icon } from '#components/ui/icon.tsx'
import { PressButton } from '#components/ui/press-button.tsx'

type ModalDialogProps = {
  title: ReactNode
  closeLabel: string
  children: ReactNode
  footer?: ReactNode
  role?: 'dialog' | 'alertdialog'
  size?: 'normal' | 'wide'
  closesOutside?: boolean
  /** Whether Esc closes; not where what is shown is shown this once. */
  closesByKey?: boolean
  /** While it waits for an answer nothing closes it. */
  isBusy?: boolean
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}

const OVERLAY =
  'fixed inset-0 z-50 flex items-start justify-center overflow-y-auto bg-backdrop p-4 pt-[12vh] max-md:p-0 max-md:items-end ' +
  'data-entering:animate-[fade_120ms_ease-out]'

/**
 * Controlled, or inside `DialogTrigger`. Focus stays inside and goes back to where it was; Esc closes. A press outside
 * closes only where nothing typed can be lost; React Aria's own way would add a button named in English.
 */
export function ModalDialog(props: ModalDialogProps) {
  const { title, closeLabel, children, footer, role, size = 'normal', ...rest } = props
  const { closesOutside = false, closesByKey = true, isBusy = false, ...state } = rest
  const onPointerDown = (event: PointerEvent): void => {
    if (closesOutside && event.target === event.currentTarget) state.onOpenChange?.(false)
  }
  return (
    <ModalOverlay
      {...state}
      isKeyboardDismissDisabled={isBusy || !closesByKey}
      onPointerDown={onPointerDown}
      className={OVERLAY}
    >
      <Modal
        className={`w-full rounded-panel border border-line bg-panel text-ink shadow-float outline-none max-md:rounded-b-none ${size === 'wide' ? 'max-w-2xl' : 'max-w-lg'}`}
      >
        <AriaDialog role={role} className="flex max-h-[84dvh] flex-col outline-none">
          <header className="flex items-center justify-between gap-4 border-b border-line py-2 ps-5 pe-2.5">
            <Heading slot="title" className="text-base font-semibold">
              {title}
            </Heading>
            <PressButton slot="close" variant="ghost" size="small" aria-label={closeLabel} isDisabled={isBusy}>
              <Icon name="cross" />
            </PressButton>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
          ) : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** `trigger` must be a `PressButton`. A `<PressButton slot="close">` anywhere inside closes. */
export function Dialog({ trigger, ...dialog }: ModalDialogProps & { trigger: ReactNode }) {
  const { isOpen, onOpenChange, ...rest } = dialog
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <ModalDialog {...rest} />
    </DialogTrigger>
  )
}
