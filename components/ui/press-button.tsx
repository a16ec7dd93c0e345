'use client'

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { type ButtonSize, type ButtonVariant, buttonClass } from '#components/ui/button-style.ts'

type PressButtonProps = Omit<AriaButtonProps, 'className'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
}

/** The button that opens or closes a `Dialog`; everywhere else `Button` does without client code. */
export function PressButton({ variant, size, className, ...rest }: PressButtonProps) {
  return <AriaButton {...rest} className={buttonClass(variant, size, className)} />
}
