import type { ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'

export type FieldTexts = { label: ReactNode; description?: ReactNode; error?: ReactNode; labelHidden?: boolean }

export const CONTROL_CLASS =
  'w-full rounded-control border border-field-line bg-panel px-3 text-base text-ink placeholder:text-ink-3 ' +
  'transition-colors hover:border-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-accent ' +
  'focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-mute-soft disabled:text-ink-3 ' +
  'aria-invalid:border-bad max-md:text-[1rem]'

export function describedBy(id: string, { description, error }: FieldTexts): string | undefined {
  const ids = [description ? `${id}-description` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return ids === '' ? undefined : ids
}

type FieldProps = FieldTexts & { id: string; children: ReactNode; className?: string }

export function Field({ id, label, labelHidden = false, description, error, children, className = '' }: FieldProps) {
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
      </label>
      {description ? (
        <p id={`${id}-description`} className="text-xs text-ink-3">
          {description}
        </p>
      ) : null}
      {children}
      <FieldError id={id} error={error} />
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error?: ReactNode }) {
  if (!error) return null
  return (
    <p id={`${id}-error`} className="flex items-start gap-1.5 text-xs text-bad">
      <Icon name="alert" sizePixels={14} className="mt-0.5" />
      <span>{error}</span>
    </p>
  )
}
