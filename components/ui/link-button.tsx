import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from '#components/ui/button-style.ts'

type LinkButtonProps = ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize }

export function LinkButton({ variant, size, className = '', ...rest }: LinkButtonProps) {
  return <Link prefetch={false} {...rest} className={buttonClass(variant, size, className)} />
}
