export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

/** How one person has arranged a table: its columns' order, which are hidden, their widths in pixels, and the density. */
export type TableView = {
  order: readonly string[]
  hidden: readonly string[]
  widths: Readonly<Record<string, number>>
  density: Density
}

export const COLUMN_WIDTH_MIN = 64
const COLUMN_WIDTH_MAX = 2_000

/** `keys`: the table's columns as it comes; the first holds the row's link and is never hidden. */
export function defaultTableView(keys: readonly string[], hiddenAtFirst: readonly string[] = []): TableView {
  return { order: keys, hidden: hiddenAtFirst, widths: {}, density: 'comfortable' }
}

/** Reads what `formatTableView` wrote. A column that is no more is dropped, a new one stands where the table has it. */
export function parseTableView(
  text: string | undefined,
  keys: readonly string[],
  hiddenAtFirst: readonly string[] = [],
): TableView {
  const kept = new URLSearchParams(text ?? '')
  const namesOf = (name: string): string[] => (kept.get(name) ?? '').split('.')
  const known = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => keys.includes(name))
  const shown = namesOf('shown')
  const unasked = hiddenAtFirst.filter((key) => !shown.includes(key))
  const hidden = known([...namesOf('hidden'), ...unasked]).filter((key) => key !== keys[0])
  const density = densities.find((each) => each === kept.get('density')) ?? 'comfortable'
  return {
    order: insertMissing(known(namesOf('order')), keys),
    hidden,
    widths: parseWidths(namesOf('widths'), keys),
    density,
  }
}

/** Letters, digits and `.-_=&` only; empty where nothing was changed. */
export function formatTableView(
  { order, hidden, widths, density }: TableView,
  keys: readonly string[],
  hiddenAtFirst: readonly string[] = [],
): string {
  const kept = new URLSearchParams()
  if (order.join('.') !== keys.join('.')) kept.set('order', order.join('.'))
  const shown = hiddenAtFirst.filter((key) => !hidden.includes(key))
  const putAway = hidden.filter((key) => !hiddenAtFirst.includes(key))
  if (putAway.length > 0) kept.set('hidden', putAway.join('.'))
  if (shown.length > 0) kept.set('shown', shown.join('.'))
  const given = Object.entries(widths).map(([key, width]) => `${key}-${String(Math.round(width))}`)
  if (given.length > 0) kept.set('widths', given.join('.'))
  if (density !== 'comfortable') kept.set('density', density)
  return kept.toString()
}

/** The column one place earlier or later; the same order at either end. */
export function moveColumn(order: readonly string[], key: string, step: -1 | 1): readonly string[] {
  const from = order.indexOf(key)
  const other = order[from + step]
  if (from === -1 || other === undefined) return order
  return order.map((each) => (each === key ? other : each === other ? key : each))
}

function insertMissing(order: readonly string[], keys: readonly string[]): string[] {
  return keys.reduce<string[]>(
    (whole, key, index) => {
      if (whole.includes(key)) return whole
      const before = keys[index - 1]
      return whole.toSpliced(before === undefined ? 0 : whole.indexOf(before) + 1, 0, key)
    },
    [...order],
  )
}

function parseWidths(texts: readonly string[], keys: readonly string[]): Record<string, number> {
  const entries = texts.flatMap((text) => {
    const [, key = '', digits] = /^(\w+)-(\d{1,4})$/.exec(text) ?? []
    const width = Number(digits)
    return keys.includes(key) && width >= COLUMN_WIDTH_MIN && width <= COLUMN_WIDTH_MAX ? [[key, width] as const] : []
  })
  return Object.fromEntries(entries)
}
