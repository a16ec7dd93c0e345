import { Icon } from '#components/ui/icon.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

type KeysetPagesProps = {
  newerHref: string | null
  olderHref: string | null
  labels: { pages: string; newer: string; older: string }
}

export function KeysetPages({ newerHref, olderHref, labels }: KeysetPagesProps) {
  if (newerHref === null && olderHref === null) return null
  return (
    <nav aria-label={labels.pages} className="flex justify-between gap-2 border-t border-line px-4 py-2.5 print:hidden">
      {newerHref ? (
        <LinkButton href={newerHref} size="small" rel="prev">
          <Icon name="chevronStart" sizePixels={13} />
          {labels.newer}
        </LinkButton>
      ) : (
        <span />
      )}
      {olderHref ? (
        <LinkButton href={olderHref} size="small" rel="next">
          {labels.older}
          <Icon name="chevronEnd" sizePixels={13} />
        </LinkButton>
      ) : null}
    </nav>
  )
}
