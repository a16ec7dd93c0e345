import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from '#components/ui/button-style.ts'
import { Spinner } from '#components/ui/spinner.tsx'

export type ButtonProps = ComponentProps<'button'> & { variant?: ButtonVariant; size?: ButtonSize; pending?: boolean }

export function Button({ variant, size, pending = false, className = '', children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      onClick={pending ? undefined : onClick}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={buttonClass(variant, size, className)}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  )
}
