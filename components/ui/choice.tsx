import { type ComponentProps, type ReactNode, useId } from 'react'
import { FieldError } from '#components/ui/field.tsx'

type ChoiceProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & { label: ReactNode; description?: ReactNode }

const ROW = 'flex min-h-6 items-start gap-2.5 text-sm has-disabled:cursor-not-allowed has-disabled:opacity-60'

function Choice({ type, label, description, className = '', ...input }: ChoiceProps & { type: 'radio' | 'checkbox' }) {
  return (
    <label className={`${ROW} ${className}`}>
      <input {...input} type={type} className="mt-1 size-4 shrink-0 accent-accent" />
      <span>
        <span className="font-medium text-ink">{label}</span>
        {description ? <span className="block text-xs text-ink-3">{description}</span> : null}
      </span>
    </label>
  )
}

export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} type="checkbox" />
}

export type RadioOption = { value: string; label: ReactNode; description?: ReactNode; disabled?: boolean }

type RadioGroupProps = {
  name: string
  label: ReactNode
  options: readonly RadioOption[]
  defaultValue?: string
  required?: boolean
  error?: ReactNode
}

export function RadioGroup({ name, label, options, defaultValue, required, error }: RadioGroupProps) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-ink">{label}</legend>
      {options.map((option) => (
        <Choice
          key={option.value}
          type="radio"
          name={name}
          value={option.value}
          label={option.label}
          description={option.description}
          disabled={option.disabled}
          required={required}
          defaultChecked={option.value === defaultValue}
          className="rounded-control border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        />
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}
