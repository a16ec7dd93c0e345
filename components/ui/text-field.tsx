import { type ComponentProps, useId } from 'react'
import { CONTROL_CLASS, describedBy, Field, type FieldTexts } from '#components/ui/field.tsx'

type TextFieldProps = Omit<ComponentProps<'input'>, 'children'> & FieldTexts & { fieldClassName?: string }

export function TextField(props: TextFieldProps) {
  const { label, labelHidden, description, error, className = '', fieldClassName, id: ownId, ...input } = props
  const generatedId = useId()
  const id = ownId ?? generatedId
  return (
    <Field
      id={id}
      label={label}
      labelHidden={labelHidden}
      description={description}
      error={error}
      className={fieldClassName}
    >
      <input
        autoComplete="off"
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, props)}
        className={`${CONTROL_CLASS} h-9 max-md:h-11 ${input.dir === 'ltr' ? 'tabular-nums' : ''} ${className}`}
      />
    </Field>
  )
}
