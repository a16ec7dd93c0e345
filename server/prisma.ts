import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#prisma/generated/client.ts'

export type Prisma = PrismaClient

export function openPrisma(options: { connectionString: string; max: number }): Prisma {
  return new PrismaClient({ adapter: new PrismaPg(options) })
}
