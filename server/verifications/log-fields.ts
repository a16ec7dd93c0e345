import { z } from 'zod'
import { canonicalAddress } from '#domain/network/address.ts'
import { verificationReasons } from '#domain/reason/reason.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { processTypes } from '#domain/verification/process-type.ts'
import { textSchema } from '#server/field-schemas.ts'

export type LogField = {
  /** Over `verification v`. */
  sql: string
  /** The property of a row that holds it, and what that is; without it no row does. */
  row?: string
  type?: z.ZodType
  /** What its values are called: a group of the messages, `reasons` those of the catalogue. */
  words?: 'outcomes' | 'methods' | 'types' | 'pinKinds' | 'reasons'
  filter?: LogFilter
  /** The expression whose values are counted. */
  facet?: string
  /** A column of an export. */
  file?: Placed & { as?: 'instant' }
  /** A column of the list; `pivots`: its values lead to themselves as a filter. */
  list?: Placed & { align?: 'number'; pivots?: true; isHidden?: true }
}

/** `column`: from 1; `heading`: its name among the messages where that is not the field's own. */
type Placed = { column: number; heading?: string }

export type LogFilter = {
  /** How it is typed and said; a `record` is a long id that nobody types. */
  kind: 'choice' | 'code' | 'figure' | 'card' | 'record'
  value: z.ZodType
  /** What is compared, where that is not the field itself; `=` unless said otherwise. */
  sql?: string
  compare?: '>=' | '<='
  /** Whether `none` asks for the rows that have no value. */
  orNone?: true
  /** Characters of its text field; without it, it is chosen and not typed. */
  typedLengthMax?: number
}

const id = z.string().refine(isUuidv7)
const text = z.string()
const textOrNull = text.nullable()
const place = textSchema({ min: 1, max: 64 })
const amount = z.coerce.number().int().min(0).max(10_000_000_000_000)
const address = textSchema({ min: 2, max: 45 }).transform((typed) => canonicalAddress(typed) ?? typed)

/** Everything that the log of verifications knows of a column, one row a field; the filters stand in this order. */
export const logFields = {
  time: { sql: 'v.at', row: 'atMs', type: z.number(), list: { column: 1 }, file: { column: 1, as: 'instant' } },
  outcome: {
    sql: 'v.outcome',
    row: 'outcome',
    type: z.enum(['accepted', 'rejected']),
    words: 'outcomes',
    filter: { kind: 'choice', value: z.enum(['accepted', 'rejected']) },
    facet: 'v.outcome',
    list: { column: 2, heading: 'result' },
    file: { column: 2 },
  },
  reason: {
    sql: 'v.reason',
    row: 'reason',
    type: text,
    words: 'reasons',
    filter: { kind: 'choice', value: z.enum(verificationReasons) },
    facet: `CASE v.outcome WHEN 'rejected' THEN v.reason END`,
    file: { column: 3 },
  },
  method: {
    sql: 'v.method',
    row: 'method',
    type: z.enum(['sms', 'app']).nullable(),
    words: 'methods',
    filter: { kind: 'choice', value: z.enum(['sms', 'app', 'none']), orNone: true },
    facet: `coalesce(v.method, 'none')`,
    list: { column: 4 },
    file: { column: 6 },
  },
  type: {
    sql: 'v.process_type',
    row: 'processType',
    type: textOrNull,
    words: 'types',
    filter: { kind: 'choice', value: z.enum([...processTypes, 'none']), orNone: true },
    facet: `coalesce(v.process_type, 'none')`,
    file: { column: 7 },
  },
  card: {
    sql: 'v.card_masked',
    row: 'cardMasked',
    type: text,
    filter: {
      kind: 'card',
      value: z.string().regex(/^[0-9]{4}$/),
      sql: 'right(v.card_masked, 4)',
      typedLengthMax: 4,
    },
    list: { column: 3 },
    file: { column: 4 },
  },
  merchant: {
    sql: 'v.merchant_id',
    row: 'merchantId',
    type: textOrNull,
    filter: { kind: 'code', value: place, typedLengthMax: 64 },
    facet: 'v.merchant_id',
    list: { column: 5 },
    file: { column: 10, heading: 'merchantId' },
  },
  terminal: {
    sql: 'v.terminal_id',
    row: 'terminalId',
    type: text,
    filter: { kind: 'code', value: place, typedLengthMax: 64 },
    facet: 'v.terminal_id',
    file: { column: 11 },
  },
  requester: {
    sql: 'v.requester_id',
    row: 'requesterId',
    type: textOrNull,
    filter: { kind: 'code', value: textSchema({ min: 1, max: 128 }), typedLengthMax: 128 },
    file: { column: 13 },
  },
  min: { sql: 'v.amount', filter: { kind: 'figure', value: amount, compare: '>=', typedLengthMax: 20 } },
  max: { sql: 'v.amount', filter: { kind: 'figure', value: amount, compare: '<=', typedLengthMax: 20 } },
  ip: {
    sql: 'v.client_ip',
    row: 'clientIp',
    type: textOrNull,
    filter: { kind: 'code', value: address, typedLengthMax: 45 },
    file: { column: 12 },
  },
  device: { sql: 'v.device_id', row: 'deviceId', type: textOrNull, filter: { kind: 'record', value: id } },
  client: {
    sql: 'v.channel_client_id',
    row: 'channelClientId',
    type: text,
    filter: { kind: 'code', value: place, typedLengthMax: 64 },
    file: { column: 14, heading: 'channel' },
  },
  customer: { sql: 'v.customer_id', row: 'customerId', type: textOrNull, filter: { kind: 'record', value: id } },
  pinKind: {
    sql: 'v.pin_kind',
    row: 'pinKind',
    type: z.enum(['first', 'second']),
    words: 'pinKinds',
    file: { column: 5 },
  },
  amount: {
    sql: 'v.amount',
    row: 'amount',
    type: z.number().nullable(),
    list: { column: 6, align: 'number' },
    file: { column: 8 },
  },
  payee: {
    // The name stands on the request: with another payee it is not the name of the one that came.
    sql: `CASE WHEN v.reason <> 'payee_mismatch' THEN v.payee_name END`,
    row: 'payeeName',
    type: textOrNull,
    file: { column: 9, heading: 'merchant' },
  },
  id: { sql: 'v.id', row: 'id', type: text, file: { column: 15 } },
  details: { sql: 'v.details', row: 'details', type: z.record(z.string(), z.unknown()) },
} as const satisfies Readonly<Record<string, LogField>>

export type LogFields = typeof logFields
export type LogFieldName = keyof LogFields
/** The fields that have something, of which the rest can be told by its own type. */
type Having<Part extends keyof LogField> = {
  [Name in LogFieldName]: LogFields[Name] extends Readonly<Record<Part, unknown>> ? Name : never
}[LogFieldName]

export type LogRow = {
  [Name in Having<'row'> as LogFields[Name]['row']]: z.infer<LogFields[Name]['type']>
}
export type LogFilterName = Having<'filter'>
export type LogFilters = { [Name in LogFilterName]?: z.infer<LogFields[Name]['filter']['value']> | undefined }
export type FacetName = Having<'facet'>
type HeadingOf<Name, Part> = Part extends { heading: infer Heading extends string } ? Heading : Name
export type LogFileHeading = { [Name in Having<'file'>]: HeadingOf<Name, LogFields[Name]['file']> }[Having<'file'>]
export type LogListHeading = { [Name in Having<'list'>]: HeadingOf<Name, LogFields[Name]['list']> }[Having<'list'>]
export type ListedFieldName = Having<'list'>
/** Those that stand in the form, to be typed. */
export type TypedFilterName = {
  [Name in LogFilterName]: LogFields[Name]['filter'] extends { typedLengthMax: number } ? Name : never
}[LogFilterName]

export type NamedLogField = LogField & { name: LogFieldName }

/** The same as a list, each with its name. */
export const listedLogFields: readonly NamedLogField[] = Object.entries<LogField>(logFields).map(([name, field]) => ({
  name: name as LogFieldName,
  ...field,
}))
