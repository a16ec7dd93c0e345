'use client'
import { type ChangeEvent, useEffect, useId, useRef } from 'react'
import { Icon } from '#components/ui/icon.tsx'

interface RimaFieldProps {
  label: string
  hint?: string
  error?: string | null
  success?: string | null
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  type?: 'text' | 'password' | 'tel'
  inputMode?: 'numeric' | 'tel' | 'text'
  autoComplete?: string
  maxLength?: number
  large?: boolean
  focused?: boolean
}

export function RimaField(props: RimaFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { label, hint, error, success, value, type = 'text', large = false, focused = false } = props
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  const described = [hint && `${id}-hint`, (error || success) && `${id}-note`].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-[1rem] font-medium text-ink">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        dir="ltr"
        type={type}
        value={value}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete ?? 'off'}
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        maxLength={props.maxLength}
        onChange={(event: ChangeEvent<HTMLInputElement>) => props.onChange(event.target.value)}
        onBlur={props.onBlur}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={`min-h-13 w-full rounded-xl border border-field-line bg-panel px-4 text-center tabular-nums text-ink hover:border-ink-3 aria-invalid:border-bad ${large ? 'text-[1.35rem] tracking-[0.16em]' : 'text-[1.15rem] tracking-wide'}`}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      <p id={`${id}-note`} aria-live="polite" className="text-sm empty:hidden">
        {error ? (
          <span className="flex items-start gap-1.5 text-bad">
            <Icon name="alert" className="mt-1" /> {error}
          </span>
        ) : success ? (
          <span className="flex items-start gap-1.5 text-ok">
            <Icon name="check" className="mt-1" /> {success}
          </span>
        ) : null}
      </p>
    </div>
  )
}
