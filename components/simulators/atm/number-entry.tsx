import { useEffect, useId, useRef } from 'react'

type NumberEntryProps = { label: string; value: string; onChange: (value: string) => void; onEnter: () => void }

/** The line on the screen into which the keys type, the ATM's own and those of the visitor's keyboard. */
export function NumberEntry({ label, value, onChange, onEnter }: NumberEntryProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onEnter()
      }}
      className="flex flex-col items-center gap-2"
    >
      <label htmlFor={id} className="text-[1rem] text-[#fff]">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-13 w-64 max-w-full rounded-md border border-[#9db4d8] bg-[#fff] text-center text-[1.5rem] tracking-[0.12em] text-[#10203f] tabular-nums outline-offset-2 focus-visible:outline-3 focus-visible:outline-[#8fc1ff]"
      />
    </form>
  )
}
