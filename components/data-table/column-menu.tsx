import { useId } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { type ColumnHead, listHiddenAtFirst } from '#components/data-table/column.ts'
import { ColumnList } from '#components/data-table/column-list.tsx'
import type { PersonalTableLabels } from '#components/data-table/personal-table-labels.ts'
import { defaultTableView, densities, type TableView } from '#components/data-table/table-view.ts'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { PressButton } from '#components/ui/press-button.tsx'

type ColumnMenuProps = {
  columns: readonly ColumnHead[]
  view: TableView
  setView: (view: TableView) => void
  widen: (key: string, pixels: number) => void
  labels: PersonalTableLabels
}

// Beside its button; where a browser cannot hold it there, in the middle; on a phone, at the foot.
const BESIDE_BUTTON =
  'fixed max-md:inset-x-0 max-md:bottom-0 max-md:rounded-b-none md:inset-0 md:m-auto md:h-fit md:w-96 ' +
  'md:supports-[anchor-name:--menu]:inset-auto md:supports-[anchor-name:--menu]:m-0 md:supports-[anchor-name:--menu]:my-1 ' +
  'md:supports-[anchor-name:--menu]:[position-area:block-end_span-inline-end] ' +
  'md:supports-[anchor-name:--menu]:[position-try-fallbacks:flip-block]'

/** Which columns are shown, in which order and how wide, and how dense the rows stand; the table follows at once. */
export function ColumnMenu({ columns, view, setView, widen, labels }: ColumnMenuProps) {
  const anchor = `--menu${useId().replace(/[^a-zA-Z0-9]/g, '')}`
  const atFirst = defaultTableView(
    columns.map(({ key }) => key),
    listHiddenAtFirst(columns),
  )
  return (
    <DialogTrigger>
      <PressButton size="small" style={{ anchorName: anchor }}>
        {labels.columns}
        <Icon name="chevronEnd" sizePixels={12} className="rotate-90 text-ink-3 rtl:-rotate-90" />
      </PressButton>
      <ModalOverlay isDismissable={false} className="fixed inset-0 z-50 max-md:bg-backdrop">
        {({ state }) => (
          <>
            <div aria-hidden="true" className="absolute inset-0" onPointerDown={() => state.close()} />
            <Modal
              style={{ positionAnchor: anchor }}
              className={`${BESIDE_BUTTON} rounded-panel border border-line bg-panel text-ink shadow-float outline-none`}
            >
              <Dialog className="flex max-h-[70dvh] flex-col outline-none">
                <header className="flex items-center justify-between gap-4 border-b border-line py-1.5 ps-4 pe-2">
                  <Heading slot="title" className="text-sm font-semibold">
                    {labels.columns}
                  </Heading>
                  <PressButton slot="close" variant="ghost" size="small" aria-label={labels.close}>
                    <Icon name="cross" />
                  </PressButton>
                </header>
                <div className="min-h-0 overflow-y-auto px-4 py-3">
                  <ColumnList columns={columns} view={view} setView={setView} widen={widen} labels={labels} />
                  <fieldset className="mt-3 flex flex-wrap gap-x-5 gap-y-2 border-t border-line-soft pt-3 max-md:hidden">
                    <legend className="sr-only">{labels.density}</legend>
                    {densities.map((density) => (
                      <label key={density} className="flex min-h-6 items-center gap-2 text-sm">
                        <input
                          type="radio"
                          name="density"
                          className="size-4 accent-accent"
                          checked={view.density === density}
                          onChange={() => setView({ ...view, density })}
                        />
                        {labels.densities[density]}
                      </label>
                    ))}
                  </fieldset>
                  <Button variant="ghost" size="small" className="mt-3" onClick={() => setView(atFirst)}>
                    {labels.reset}
                  </Button>
                </div>
              </Dialog>
            </Modal>
          </>
        )}
      </ModalOverlay>
    </DialogTrigger>
  )
}
