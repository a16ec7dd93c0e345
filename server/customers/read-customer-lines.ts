import { type CustomerChange, customerChangeSchema } from '#server/customers/schemas.ts'

const columns = [
  'customerNumber',
  'nationalId',
  'name',
  'mobile',
  'smsMember',
  'branchCode',
  'pan',
  'status',
  'expires',
] as const
type Line = Record<(typeof columns)[number], string>

/**
 * Customers of a CSV file (UTF-8, a header with the nine columns, one card a line; lines of one customer stand together).
 * @throws Error that names the line and what is wrong with it
 */
export function readCustomerLines(text: string): CustomerChange[] {
  const [header, ...rest] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const names = splitLine(header ?? '')
  for (const column of columns) {
    if (!names.includes(column)) throw new Error(`line 1: the column ${column} is missing`)
  }
  const customers: CustomerChange[] = []
  for (const [index, line] of rest.entries()) {
    if (line.trim() === '') continue
    const cells = splitLine(line)
    if (cells.length !== names.length)
      throw new Error(`line ${index + 2}: ${cells.length} cells where the header has ${names.length}`)
    addLine(customers, Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])) as Line, index + 2)
  }
  return customers
}

function addLine(customers: CustomerChange[], line: Line, number: number): void {
  const cards = line.pan === '' ? [] : [{ pan: line.pan, status: line.status, expires: line.expires }]
  const last = customers.at(-1)
  const parsed = customerChangeSchema.safeParse({
    customerNumber: line.customerNumber,
    nationalId: line.nationalId,
    name: line.name,
    mobile: line.mobile === '' ? null : line.mobile,
    smsMember: ['1', 'true', 'yes'].includes(line.smsMember.toLowerCase()),
    branchCode: line.branchCode,
    cards,
  })
  if (!parsed.success)
    throw new Error(
      `line ${number}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    )
  if (last?.customerNumber === line.customerNumber) last.cards.push(...parsed.data.cards)
  else customers.push(parsed.data)
}

/** RFC 4180: commas, double quotes around a cell, two for one inside. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll('""', '"'),
  )
}
