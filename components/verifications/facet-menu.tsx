import Link from 'next/link'
import { formatCount } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'
import { ChipMenu } from '#components/verifications/chip-menu.tsx'

export type FacetChoice = { key: string; href: string; word: string; count: number }

/** The values of one facet with their counts, each a link that narrows the log to it. */
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
      <ul>
        {choices.map(({ key, href, word, count }) => (
          <li key={key}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              className="relative flex min-h-8 items-center justify-between gap-6 overflow-hidden rounded-md px-2.5 text-sm hover:bg-mute-soft max-md:min-h-11"
            >
              <span className="truncate">{word}</span>
              <span className="figures text-xs text-ink-3">{formatCount(count, locale)}</span>
              <span
                aria-hidden="true"
                className="absolute start-2.5 bottom-0.5 h-0.5 rounded-full bg-accent/30"
                style={{ width: `calc(${(100 * count) / most}% - 1.25rem)` }}
              />
            </Link>
          </li>
        ))}
      </ul>
    </ChipMenu>
  )
}
