import { z } from 'zod'
import { auditActions } from '#domain/operator/audit.ts'
import { idSchema } from '#server/field-schemas.ts'

/** `column`: from 1; `heading` among the messages is the field's own name. */
type Placed = { column: number }

export type AuditField = {
  /** Over `audit_event a`, its `customer k` and `card c`. */
  sql: string
  /** The property of a row that holds it. */
  row: string
  type: z.ZodType
  filter?: AuditFilter
  list?: Placed
  file?: Placed & { as?: 'instant' | 'action' | 'role' | 'json' }
}

export type AuditFilter = {
  /** How it is chosen; a `record` is followed from elsewhere. */
  kind: 'operator' | 'action' | 'record'
  /** Over `audit_event a` alone. */
  sql: string
  /** Its property of a query. */
  query: string
  value: z.ZodType
}

const text = z.string()
const textOrNull = text.nullable()

/** Everything that the list of events knows of a column, one row a field; the filters stand in this order. */
export const auditFields = {
  time: { sql: 'a.at', row: 'atMs', type: z.number(), list: { column: 1 }, file: { column: 1, as: 'instant' } },
  operator: {
    sql: 'a.actor_name',
    row: 'actorName',
    type: text,
    filter: { kind: 'operator', sql: 'a.actor_id', query: 'operatorId', value: idSchema },
    list: { column: 3 },
    file: { column: 3 },
  },
  action: {
    sql: 'a.action',
    row: 'action',
    type: text,
    filter: { kind: 'action', sql: 'a.action', query: 'action', value: z.enum(auditActions) },
    list: { column: 2 },
    file: { column: 2, as: 'action' },
  },
  role: { sql: 'a.actor_role', row: 'actorRole', type: textOrNull, file: { column: 4, as: 'role' } },
  branch: { sql: 'a.branch_name', row: 'branchName', type: textOrNull, file: { column: 5 } },
  customer: {
    sql: 'k.name',
    row: 'customerName',
    type: textOrNull,
    filter: { kind: 'record', sql: 'a.customer_id', query: 'customerId', value: idSchema },
    list: { column: 4 },
    file: { column: 6 },
  },
  reason: { sql: 'a.reason', row: 'reason', type: textOrNull, list: { column: 5 }, file: { column: 7 } },
  proof: { sql: 'a.proof', row: 'proof', type: textOrNull, file: { column: 8 } },
  ip: { sql: 'a.ip', row: 'ip', type: textOrNull, file: { column: 9 } },
  subject: { sql: 'a.subject_id', row: 'subjectId', type: textOrNull, file: { column: 10 } },
  details: {
    sql: 'a.data',
    row: 'data',
    type: z.record(z.string(), z.unknown()),
    file: { column: 11, as: 'json' },
  },
  request: { sql: 'a.request_id', row: 'requestId', type: text, file: { column: 12 } },
  id: { sql: 'a.id', row: 'id', type: text, file: { column: 13 } },
  actorKind: { sql: 'a.actor_kind', row: 'actorKind', type: z.enum(['operator', 'channel', 'device', 'system']) },
  actorId: { sql: 'a.actor_id', row: 'actorId', type: text },
  customerId: { sql: 'a.customer_id', row: 'customerId', type: textOrNull },
  card: { sql: 'c.last4', row: 'last4', type: textOrNull },
  subjectKind: { sql: 'a.subject_kind', row: 'subjectKind', type: textOrNull },
} as const satisfies Readonly<Record<string, AuditField>>

type Fields = typeof auditFields
type Name = keyof Fields
/** The fields that have something, of which the rest can be told by its own type. */
type Having<Part extends keyof AuditField> = {
  [Each in Name]: Fields[Each] extends Readonly<Record<Part, unknown>> ? Each : never
}[Name]

export type AuditListRow = { [Each in Name as Fields[Each]['row']]: z.infer<Fields[Each]['type']> }
export type AuditFilterName = Having<'filter'>
export type AuditFileName = Having<'file'>
export type AuditListName = Having<'list'>
type Filters = {
  [Each in AuditFilterName as Fields[Each]['filter']['query']]: z.ZodOptional<Fields[Each]['filter']['value']>
}
/** Epoch milliseconds, `fromMs` included and `toMs` not. */
export type AuditQuery = { fromMs: number; toMs: number } & { [Query in keyof Filters]?: string | undefined }

export type NamedAuditField = AuditField & { name: Name }

/** The same as a list, each with its name. */
export const listedAuditFields: readonly NamedAuditField[] = Object.entries<AuditField>(auditFields).map(
  ([name, field]) => ({ name: name as Name, ...field }),
)

/** What the events may be narrowed to. */
export const auditFilters = Object.fromEntries(
  listedAuditFields.flatMap(({ filter }) => (filter ? [[filter.query, filter.value.optional()] as const] : [])),
) as unknown as Filters
