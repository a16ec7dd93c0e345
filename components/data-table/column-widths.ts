import { COLUMN_WIDTH_MIN } from '#components/data-table/table-view.ts'

type Widths = Readonly<Record<string, number>>

/** The widths after one column became `width` wide: the next one gives or takes the difference, so that the table keeps its own. */
export function moveBoundary(widths: Widths, visible: readonly string[], key: string, width: number): Widths {
  const next = visible[visible.indexOf(key) + 1]
  const [own, neighbours] = [widths[key], next === undefined ? undefined : widths[next]]
  if (next === undefined || own === undefined || neighbours === undefined) return widths
  const both = own + neighbours
  if (both < 2 * COLUMN_WIDTH_MIN) return widths
  const fitting = Math.round(Math.min(Math.max(width, COLUMN_WIDTH_MIN), both - COLUMN_WIDTH_MIN))
  return { ...widths, [key]: fitting, [next]: both - fitting }
}

/** Each visible column's part of the table, in percent; null where nobody gave widths: then their content decides. */
export function shareWidths(widths: Widths, visible: readonly string[]): Record<string, number> | null {
  if (!visible.some((key) => widths[key] !== undefined)) return null
  const known = visible.flatMap((key) => widths[key] ?? [])
  const usual = known.reduce((sum, width) => sum + width, 0) / known.length
  const whole = visible.reduce((sum, key) => sum + (widths[key] ?? usual), 0)
  return Object.fromEntries(visible.map((key) => [key, Math.round(((widths[key] ?? usual) / whole) * 10_000) / 100]))
}
