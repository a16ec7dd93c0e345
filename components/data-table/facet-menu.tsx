import Link from 'next/link'
import { ChipMenu } from '#components/data-table/chip-menu.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'

export type FacetChoice = { key: string; href: string; word: string; count: number }

// Named once for all choices: each choice then is a word, a count and a length.
const CHOICES =
  '[&_a]:relative [&_a]:flex [&_a]:min-h-8 [&_a]:items-center [&_a]:justify-between [&_a]:gap-6 [&_a]:overflow-hidden ' +
  '[&_a]:rounded-md [&_a]:px-2.5 [&_a]:text-sm [&_a:hover]:bg-mute-soft max-md:[&_a]:min-h-11 [&_b]:truncate [&_b]:font-normal ' +
  '[&_i]:figures [&_i]:text-xs [&_i]:text-ink-3 [&_i]:not-italic [&_s]:absolute [&_s]:start-2.5 [&_s]:bottom-0.5 [&_s]:h-0.5 ' +
  '[&_s]:rounded-full [&_s]:bg-accent/30'

/** The values of one facet with their counts, each a link that narrows the list to it. */
export function FacetMenu({
  name,
  choices,
  locale,
}: {
  name: string
  choices: readonly FacetChoice[]
  locale: Locale
}) {
  if (choices.length === 0) return null
  const most = Math.max(...choices.map(({ count }) => count))
  return (
    <ChipMenu name={name} label={name}>
      <ul className={CHOICES}>
        {choices.map(({ key, href, word, count }) => (
          <li key={key}>
            <Link href={href} prefetch={false} scroll={false}>
              <b>{word}</b>
              <i>{formatCount(count, locale)}</i>
              <s aria-hidden="true" style={{ width: `calc(${((100 * count) / most).toFixed(1)}% - 1.25rem)` }} />
            </Link>
          </li>
        ))}
      </ul>
    </ChipMenu>
  )
}
