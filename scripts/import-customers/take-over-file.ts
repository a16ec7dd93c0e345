import { hearStatements, type Statements } from '#server/customers/hear-statements.ts'
import type { ChangeRefusal } from '#server/customers/parse-customer-change.ts'
import { type CustomerLine, readCustomerLine } from '#server/customers/read-customer-line.ts'
import { type FileRecord, readFileRecords } from '#server/customers/read-file-records.ts'
import type { CustomerChange } from '#server/customers/schemas.ts'
import type { RefusedLine } from './open-report.ts'

const LINES_AT_ONCE = 50
const CARDS_AT_ONCE = 50

type Apply = (changes: CustomerChange[]) => Promise<Map<number, ChangeRefusal>>
type Sink = { apply: Apply; refuse: (refused: RefusedLine) => void }
type GoodLine = CustomerLine & { line: number; cells: RefusedLine['cells'] }

/**
 * Reads the file twice, line by line: first whole, so that nothing is taken from one that turns out to be no such file,
 * and contradictions are known wherever they stand. Refused lines come in the file's order.
 */
export async function takeOverFile(file: string, { apply, refuse }: Sink): Promise<{ taken: number; refused: number }> {
  const statements = await hearFile(file)
  const counts = { taken: 0, refused: 0 }
  for await (const records of inBatches(readFileRecords(file))) {
    const read = records.map((record) => readRecord(record, statements))
    const [good, bad] = [read.filter((each) => 'parsed' in each), read.filter((each) => 'refusal' in each)]
    const refused = [...bad, ...(await applyGoodLines(good, apply))]
    for (const each of refused.toSorted((one, other) => one.line - other.line)) refuse(each)
    counts.refused += refused.length
    counts.taken += records.length - refused.length
  }
  return counts
}

async function hearFile(file: string): Promise<Statements> {
  const statements = hearStatements()
  for await (const record of readFileRecords(file)) {
    const read = 'cells' in record ? readCustomerLine(record.cells) : record.refusal
    if (typeof read !== 'string') statements.add(read.parsed)
  }
  return statements
}

async function* inBatches(records: AsyncIterable<FileRecord>): AsyncGenerator<FileRecord[]> {
  let batch: FileRecord[] = []
  for await (const record of records) {
    batch.push(record)
    if (batch.length < LINES_AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function readRecord(record: FileRecord, statements: Statements): GoodLine | RefusedLine {
  if ('refusal' in record) return { ...record, cells: null }
  const { line, cells } = record
  const read = readCustomerLine(cells)
  if (typeof read === 'string') return { line, cells, refusal: read }
  if (statements.contradicts(read.parsed)) return { line, cells, refusal: 'contradictory' }
  return { line, cells, ...read }
}

/** Neighbouring lines of one customer are one change; where that is refused, each line has its own try and reason. */
async function applyGoodLines(lines: readonly GoodLine[], apply: Apply): Promise<RefusedLine[]> {
  const groups: GoodLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last?.[0]?.parsed.customerNumber === line.parsed.customerNumber && last.length < CARDS_AT_ONCE) last.push(line)
    else groups.push([line])
  }
  const refused = await applyGroups(groups, apply)
  const singles = refused.filter(({ group }) => group.length > 1).flatMap(({ group }) => group.map((line) => [line]))
  const alone = [...refused.filter(({ group }) => group.length === 1), ...(await applyGroups(singles, apply))]
  return alone.flatMap(({ group, refusal }) => group.map(({ line, cells }) => ({ line, cells, refusal })))
}

type RefusedGroup = { group: GoodLine[]; refusal: ChangeRefusal }

async function applyGroups(groups: GoodLine[][], apply: Apply): Promise<RefusedGroup[]> {
  if (groups.length === 0) return []
  const codes = await apply(groups.map(mergeLines))
  return groups.flatMap((group, place) => {
    const refusal = codes.get(place)
    return refusal ? [{ group, refusal }] : []
  })
}

function mergeLines(group: readonly GoodLine[]): CustomerChange {
  const [{ change }] = group as readonly [GoodLine]
  return { ...change, cards: group.flatMap((line) => line.change.cards) }
}
