import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQuery } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import type { PrismaClient } from '#prisma/generated/client.ts'
import type { Pool } from '#server/database.ts'

export type Prisma = PrismaClient

const clients = new WeakMap<Pool, Promise<Prisma>>()

/** Prisma over a pool's own connections. It is loaded at its first use: a process that reads nothing by it carries none of it. */
export function prismaOver(pool: Pool): Promise<Prisma> {
  const known = clients.get(pool)
  if (known) return known
  const opened = open(pool)
  clients.set(pool, opened)
  // What could not be loaded once is tried again.
  opened.catch(() => clients.delete(pool))
  return opened
}

async function open(pool: Pool): Promise<Prisma> {
  const { PrismaClient } = await import('#prisma/generated/client.ts')
  // A longer form of an error would quote what was asked for.
  return new PrismaClient({ adapter: new ZonedPrismaPg(inUtc(pool)), errorFormat: 'minimal' })
}

/** Prisma's adapter drops the zone of every instant that it sends or reads: right only where the database's own is UTC. */
class ZonedPrismaPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const connected = await super.connect()
    const queryRaw = connected.queryRaw.bind(connected)
    connected.queryRaw = (query) => queryRaw(nameZones(query))
    return connected
  }
}

const TIMESTAMPTZ = 1184

/** The same pool, whose timestamptz come in UTC whatever the session's zone is. */
function inUtc(pool: Pool): Pool {
  const query = (config: pg.QueryConfig): unknown =>
    pool.query({ ...config, types: inUtcOver(config.types ?? pg.types) })
  return new Proxy(pool, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) })
}

function inUtcOver(types: pg.CustomTypesConfig): pg.CustomTypesConfig {
  const getTypeParser = (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === TIMESTAMPTZ ? (text: string) => new Date(text).toISOString() : types.getTypeParser(oid, format as 'text')
  return { getTypeParser } as pg.CustomTypesConfig
}

/** The query with instants that say their zone. */
function nameZones({ sql, args, argTypes }: SqlQuery): SqlQuery {
  return {
    sql,
    args: args.map((arg, place) => (argTypes[place]?.scalarType === 'datetime' ? withZone(arg) : arg)),
    argTypes: argTypes.map((type) => (type.scalarType === 'datetime' ? { ...type, scalarType: 'string' } : type)),
  }
}

function withZone(arg: unknown): unknown {
  if (Array.isArray(arg)) return arg.map(withZone)
  return arg instanceof Date || typeof arg === 'string' ? new Date(arg).toISOString() : arg
}
