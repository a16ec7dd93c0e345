import Link from 'next/link'
import type { ComponentProps } from 'react'

export function TextLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={`rounded-sm text-accent underline-offset-4 hover:underline ${className}`}
    />
  )
}
