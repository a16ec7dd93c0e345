import { TextArea } from '#components/ui/text-area.tsx'

type ReasonFieldProps = { label: string; description: string; required?: boolean }

/** Why an act is done, in its operator's own words. */
export function ReasonField({ label, description, required = true }: ReasonFieldProps) {
  return (
    <TextArea
      name="reason"
      label={label}
      description={description}
      required={required}
      minLength={3}
      maxLength={300}
      rows={2}
    />
  )
}
