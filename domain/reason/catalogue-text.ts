/** How a text of the catalogue names the facts kept beside a reason: `{seconds}`, or `{part, select, receipt {…} other {…}}`. */
export type PlaceholderUse = { name: string; forms: readonly string[] | null }

const NAME = /^\s*(\w+)\s*/
const FORM = /^\s*(\w+)\s*\{/

/** The placeholders of a text in the order they stand in, those within forms included; null where its braces do not fit. */
export function parseCatalogueText(text: string): PlaceholderUse[] | null {
  const uses: PlaceholderUse[] = []
  const end = readText(text, 0, uses)
  return end === text.length ? uses : null
}

/** Reads to the end, or to the brace that closes what this text stands in; answers where, -1 for a fault. */
function readText(text: string, from: number, uses: PlaceholderUse[]): number {
  let place = from
  while (place < text.length && text[place] !== '}') {
    place = text[place] === '{' ? readPlaceholder(text, place + 1, uses) : place + 1
    if (place === -1) return -1
  }
  return place
}

/** From after the opening brace to after the closing one. */
function readPlaceholder(text: string, from: number, uses: PlaceholderUse[]): number {
  const named = NAME.exec(text.slice(from))
  if (!named?.[1]) return -1
  const place = from + named[0].length
  if (text[place] === '}') {
    uses.push({ name: named[1], forms: null })
    return place + 1
  }
  const select = /^,\s*select\s*,/.exec(text.slice(place))
  return select ? readForms(text, place + select[0].length, { name: named[1], uses }) : -1
}

function readForms(text: string, from: number, { name, uses }: { name: string; uses: PlaceholderUse[] }): number {
  const forms: string[] = []
  const inner: PlaceholderUse[] = []
  let place = from
  for (let form = FORM.exec(text.slice(place)); form?.[1]; form = FORM.exec(text.slice(place))) {
    forms.push(form[1])
    place = readText(text, place + form[0].length, inner)
    if (text[place] !== '}') return -1
    place += 1
  }
  const end = place + text.slice(place).search(/\S|$/)
  if (text[end] !== '}' || forms.length === 0) return -1
  uses.push({ name, forms }, ...inner)
  return end + 1
}
