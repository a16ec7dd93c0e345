/** The widths on the screen, by column; a table drawn as cards has none. */
export function measureColumns(table: HTMLTableElement, visible: readonly string[]): Record<string, number> {
  const cells = [...(table.tHead?.rows[0]?.cells ?? [])]
  return Object.fromEntries(visible.map((key, index) => [key, Math.round(cells[index]?.offsetWidth ?? 0)]))
}
