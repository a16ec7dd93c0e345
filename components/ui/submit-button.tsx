'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from '#components/ui/button.tsx'

/** The submit button of the form around it: shows that the form's action is at work and ignores a second press. */
export function SubmitButton({ pendingLabel, children, onClick, ...rest }: ButtonProps & { pendingLabel?: string }) {
  const { pending } = useFormStatus()
  return (
    <Button
      variant="primary"
      {...rest}
      type="submit"
      pending={pending || rest.pending}
      onClick={onClick}
      disabled={rest.disabled || pending}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  )
}
