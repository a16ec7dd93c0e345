import { spellOut } from '#components/format/spell-out.ts'
import { groupCode } from '#components/rima/client/card-code.ts'

/**
 * The digits as one types them on a payment page: ASCII, left to right, in two groups without a character between. A reader
 * is given them one by one: it would read «012» as twelve.
 */
export function CodeText({ code, label, className }: { code: string; label: string; className: string }) {
  const [first, second] = groupCode(code).split(' ')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a code is a named group of characters, not a form's field set
    <span role="group" aria-label={label} dir="ltr">
      <span
        role="img"
        aria-label={spellOut(code)}
        className={`inline-flex gap-[0.35em] font-bold tabular-nums text-ink ${className}`}
      >
        <span>{first}</span>
        <span>{second}</span>
      </span>
    </span>
  )
}
