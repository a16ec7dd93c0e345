import { type ComponentProps, useId } from 'react'
import { CONTROL_CLASS, describedBy, Field, type FieldTexts } from '#components/ui/field.tsx'

export function TextArea(props: ComponentProps<'textarea'> & FieldTexts) {
  const { label, labelHidden, description, error, className = '', id: ownId, ...input } = props
  const generatedId = useId()
  const id = ownId ?? generatedId
  return (
    <Field id={id} label={label} labelHidden={labelHidden} description={description} error={error}>
      <textarea
        rows={3}
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, props)}
        className={`${CONTROL_CLASS} py-2 field-sizing-content max-h-64 ${className}`}
      />
    </Field>
  )
}
