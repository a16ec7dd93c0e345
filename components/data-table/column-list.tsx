import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { ColumnHead } from '#components/data-table/column.ts'
import type { PersonalTableLabels } from '#components/data-table/personal-table-labels.ts'
import { moveColumn, type TableView } from '#components/data-table/table-view.ts'
import { Icon } from '#components/ui/icon.tsx'

type ColumnListProps = {
  columns: readonly ColumnHead[]
  view: TableView
  setView: (view: TableView) => void
  widen: (key: string, pixels: number) => void
  labels: PersonalTableLabels
}

const WIDTH_STEP_PIXELS = 16

export function ColumnList({ columns, view, setView, widen, labels }: ColumnListProps) {
  const [moved, setMoved] = useState<{ key: string; step: -1 | 1 } | null>(null)
  const list = useRef<HTMLUListElement>(null)
  // A row that changes its place in the page loses the focus that stood in it.
  useLayoutEffect(() => {
    if (moved === null) return
    list.current?.querySelector<HTMLElement>(`[data-move="${moved.key}:${String(moved.step)}"]`)?.focus()
  }, [moved])
  const visible = view.order.filter((key) => !view.hidden.includes(key))
  const move = (key: string, step: -1 | 1): void => {
    setView({ ...view, order: moveColumn(view.order, key, step) })
    setMoved({ key, step })
  }
  const show = (key: string, isShown: boolean): void =>
    setView({ ...view, hidden: isShown ? view.hidden.filter((each) => each !== key) : [...view.hidden, key] })
  return (
    <>
      <ul ref={list} className="flex flex-col">
        {view.order.map((key, place) => {
          const column = columns.find((each) => each.key === key)
          const named = labels.byColumn[key]
          if (!column || !named) return null
          const isLink = key === columns[0]?.key
          const isSizable = visible.includes(key) && key !== visible.at(-1)
          return (
            <li key={key} className="flex min-h-9 items-center gap-1 max-md:min-h-11">
              <label
                title={isLink ? labels.alwaysShown : undefined}
                className="flex min-w-0 flex-1 items-center gap-2.5 text-sm has-disabled:text-ink-2"
              >
                <input
                  type="checkbox"
                  className="size-4 shrink-0 accent-accent"
                  checked={!view.hidden.includes(key)}
                  disabled={isLink}
                  onChange={(event) => show(key, event.target.checked)}
                />
                {column.header}
              </label>
              <Step label={named.earlier} isOff={place === 0} mark={`${key}:-1`} onPress={() => move(key, -1)}>
                <Icon name="chevronEnd" sizePixels={14} className="-rotate-90 rtl:rotate-90" />
              </Step>
              <Step
                label={named.later}
                isOff={place === view.order.length - 1}
                mark={`${key}:1`}
                onPress={() => move(key, 1)}
              >
                <Icon name="chevronEnd" sizePixels={14} className="rotate-90 rtl:-rotate-90" />
              </Step>
              <Step label={named.narrower} isOff={!isSizable} isWide onPress={() => widen(key, -WIDTH_STEP_PIXELS)}>
                −
              </Step>
              <Step label={named.wider} isOff={!isSizable} isWide onPress={() => widen(key, WIDTH_STEP_PIXELS)}>
                +
              </Step>
            </li>
          )
        })}
      </ul>
      <p role="status" className="sr-only">
        {moved === null ? '' : sayPlace(moved.key)}
      </p>
    </>
  )

  function sayPlace(key: string): string {
    const header = columns.find((each) => each.key === key)?.header ?? ''
    return `${header}: ${labels.places[view.order.indexOf(key)] ?? ''}`
  }
}

type StepProps = {
  label: string
  isOff: boolean
  onPress: () => void
  /** By which it is found again after its row has moved. */
  mark?: string
  /** Only where columns have widths. */
  isWide?: boolean
  children: ReactNode
}

/** Switched off it still holds the focus, so that nobody is thrown out of the list at its end. */
function Step({ label, isOff, onPress, mark, isWide = false, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={isOff || undefined}
      data-move={mark}
      onClick={isOff ? undefined : onPress}
      className={`grid size-7 place-items-center rounded-md text-ink-2 hover:bg-mute-soft hover:text-ink aria-disabled:opacity-40 max-md:size-10 ${isWide ? 'max-md:hidden' : ''}`}
    >
      {children}
    </button>
  )
}
