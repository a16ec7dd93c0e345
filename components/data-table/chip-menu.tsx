import { type ReactNode, useId } from 'react'
import { Icon } from '#components/ui/icon.tsx'

export const CHIP_CLASS =
  'inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-control border border-line bg-panel px-2.5 text-sm ' +
  'whitespace-nowrap text-ink-2 hover:border-field-line hover:text-ink max-md:min-h-10'

// Where a browser cannot hold it to its chip, it stands in the middle of the window.
const BESIDE_CHIP =
  'm-auto supports-[anchor-name:--chip]:inset-auto supports-[anchor-name:--chip]:m-0 supports-[anchor-name:--chip]:my-1 ' +
  'supports-[anchor-name:--chip]:[position-area:block-end_span-inline-end] ' +
  'supports-[anchor-name:--chip]:[position-try-fallbacks:flip-inline,flip-block]'

type ChipMenuProps = { label: ReactNode; name: string; wide?: boolean; children: ReactNode }

/** A chip that opens a menu, by the browser's own popover: Esc or a press outside closes it. */
export function ChipMenu({ label, name, wide = false, children }: ChipMenuProps) {
  const id = useId()
  const anchor = `--chip${id.replace(/[^a-zA-Z0-9]/g, '')}`
  return (
    <>
      <button type="button" popoverTarget={id} className={CHIP_CLASS} style={{ anchorName: anchor }}>
        {label}
        <Icon name="chevronEnd" sizePixels={12} className="rotate-90 text-ink-3 rtl:-rotate-90" />
      </button>
      <section
        id={id}
        popover="auto"
        aria-label={name}
        className={`${BESIDE_CHIP} max-h-[60dvh] overflow-y-auto rounded-panel border border-line bg-panel text-ink shadow-float ${wide ? 'w-104 p-4' : 'min-w-56 p-1.5'} max-w-[calc(100vw-2rem)]`}
        style={{ positionAnchor: anchor }}
      >
        {children}
      </section>
    </>
  )
}
