'use client'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { texts } from '#components/rima/texts.ts'
import { RimaButton } from './rima-button.tsx'

interface ConfirmDialogProps {
  title: string
  body: string
  submit: string
  children?: ReactNode
  onConfirm: () => void
  onCancel: () => void
}

/** The browser's own modal dialog: it holds the focus, and Escape leaves it. */
export function ConfirmDialog({ title, body, submit, children, onConfirm, onCancel }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
    return () => dialog.current?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
      onCancel={onCancel}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-2xl border border-line bg-panel p-5 text-ink shadow-float backdrop:bg-backdrop"
    >
      <h2 id={`${id}-title`} className="text-lg font-bold">
        {title}
      </h2>
      <p id={`${id}-body`} className="mt-2 text-[0.95rem] leading-7 text-ink-2">
        {body}
      </p>
      {children}
      <div className="mt-5 flex flex-col gap-2">
        <RimaButton kind="danger" onPress={onConfirm}>
          {submit}
        </RimaButton>
        <RimaButton kind="quiet" onPress={onCancel}>
          {texts.cancel}
        </RimaButton>
      </div>
    </dialog>
  )
}
