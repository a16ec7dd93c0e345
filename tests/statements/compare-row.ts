import pg from 'pg'
import type { DescribedColumn } from './describe-statement.ts'
import type { Family, Property } from './find-statements.ts'

const { builtins } = pg.types
/** Types that pg has no name for. */
const INT4_ARRAY = 1007
const INT2_ARRAY = 1005
const FLOAT8_ARRAY = 1022
const TEXT_ARRAYS = [1009, 1014, 1015, 2951]
const VOID = 2278

/** What the parsers of server/database.ts make of a type: int8 and timestamptz are numbers, numeric stays a text. */
const families: Record<Exclude<Family, 'anything' | 'mixed'>, readonly number[]> = {
  string: [
    builtins.TEXT,
    builtins.VARCHAR,
    builtins.BPCHAR,
    builtins.UUID,
    builtins.CIDR,
    builtins.INET,
    builtins.NUMERIC,
  ],
  number: [
    builtins.INT2,
    builtins.INT4,
    builtins.INT8,
    builtins.FLOAT4,
    builtins.FLOAT8,
    builtins.TIMESTAMPTZ,
    builtins.OID,
  ],
  boolean: [builtins.BOOL],
  bytes: [builtins.BYTEA],
  strings: [...TEXT_ARRAYS, builtins.JSON, builtins.JSONB],
  numbers: [INT2_ARRAY, INT4_ARRAY, FLOAT8_ARRAY, builtins.JSON, builtins.JSONB],
  json: [builtins.JSON, builtins.JSONB],
}

export type Compared = {
  row: readonly Property[]
  columns: readonly DescribedColumn[]
  mayBeNull: (column: DescribedColumn) => boolean
}

/** What a declared row says that the statement does not answer, and the other way round; each as a short sentence. */
export function compareRow({ row, columns, mayBeNull }: Compared): string[] {
  const faults: string[] = []
  const names = columns.map(({ name }) => name)
  for (const name of new Set(names.filter((each, place) => names.indexOf(each) !== place)))
    faults.push(`${name} comes twice`)
  for (const { name, typeId } of columns)
    if (typeId !== VOID && !row.some((property) => property.name === name)) faults.push(`${name} is not declared`)
  for (const property of row) {
    const column = columns.find(({ name }) => name === property.name)
    if (!column) {
      if (!property.isOptional) faults.push(`${property.name} does not come`)
      continue
    }
    if (!fits(property.family, column.typeId))
      faults.push(`${property.name} is declared as ${property.family} and comes as type ${column.typeId}`)
    if (!property.isNullable && !property.isOptional && mayBeNull(column))
      faults.push(`${property.name} is declared without null and its column allows it`)
  }
  return faults
}

function fits(family: Family, typeId: number): boolean {
  if (family === 'anything') return true
  return family !== 'mixed' && families[family].includes(typeId)
}
