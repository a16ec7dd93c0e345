import Link from 'next/link'
import type { ComponentProps } from 'react'

export function TextLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={`rounded-sm text-accent underline decoration-accent/35 decoration-1 underline-offset-4 hover:decoration-accent ${className}`}
    />
  )
}
