import { type ComponentProps, useId } from 'react'
import { CONTROL_CLASS, describedBy, Field, type FieldTexts } from '#components/ui/field.tsx'
import { Icon } from '#components/ui/icon.tsx'

export type SelectOption = { value: string; label: string; disabled?: boolean }
type SelectProps = Omit<ComponentProps<'select'>, 'children'> & FieldTexts & { options: readonly SelectOption[] }

export function Select(props: SelectProps) {
  const { label, labelHidden, description, error, options, className = '', id: ownId, ...input } = props
  const generatedId = useId()
  const id = ownId ?? generatedId
  return (
    <Field id={id} label={label} labelHidden={labelHidden} description={description} error={error}>
      <span className="relative block">
        <select
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, props)}
          className={`${CONTROL_CLASS} h-9 appearance-none pe-8 max-md:h-11 ${className}`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          name="chevronEnd"
          sizePixels={14}
          className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 rotate-90 text-ink-3 rtl:-rotate-90"
        />
      </span>
    </Field>
  )
}
