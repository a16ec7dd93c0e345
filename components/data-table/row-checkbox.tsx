type RowCheckboxProps = { label: string; isChecked: boolean; onChange: (isChecked: boolean) => void }

/** Stands above the row's own link. */
export function RowCheckbox({ label, isChecked, onChange }: RowCheckboxProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isChecked}
      onChange={(event) => onChange(event.target.checked)}
      className="relative z-1 me-2.5 size-4 shrink-0 align-middle accent-accent max-md:size-5"
    />
  )
}
