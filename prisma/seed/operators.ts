import type { Role } from '#domain/operator/permission.ts'
import type { Transaction } from '#server/database.ts'
import { hashPassword } from '#server/operators/check-password.ts'
import type { Branch } from './places.ts'
import { insertRows } from './seed-repository.ts'
import { DAY_MS, type World } from './world.ts'

export type DemoOperator = {
  id: string
  username: string
  password: string
  name: string
  role: Role
  branch: string | null
  branchName: string | null
}

const staff = [
  ['clerk1', 'vanak-daftar-41', 'مریم احمدی', 'branch', '0101'],
  ['clerk2', 'bazar-daftar-42', 'حسین کاظمی', 'branch', '0102'],
  ['support1', 'poshtiban-51', 'نگار صادقی', 'support', null],
  ['fraud1', 'tahlil-61-sina', 'سینا رستگار', 'fraud', null],
  ['fraud2', 'tahlil-62-leila', 'لیلا مرادی', 'fraud', null],
  ['auditor1', 'bazrasi-71', 'پرویز نیک‌فر', 'auditor', null],
  ['admin1', 'modir-81-reza', 'رضا توکلی', 'admin', null],
  ['admin2', 'modir-82-shirin', 'شیرین عباسی', 'admin', null],
] as const

export async function makeOperators(
  tx: Transaction,
  { random, nowMs }: World,
  branches: Branch[],
): Promise<DemoOperator[]> {
  const since = new Date(nowMs - 400 * DAY_MS)
  const operators = staff.map(([username, password, name, role, code]) => {
    const branch = branches.find((each) => each.code === code)
    return {
      id: random.id(nowMs),
      username,
      password,
      name,
      role,
      branch: code,
      branchName: branch?.name ?? null,
      branchId: branch?.id ?? null,
    }
  })
  await insertRows(
    tx,
    'operator',
    operators.map(({ id, username, name, role, branchId }) => ({
      id,
      username,
      name,
      role,
      branch_id: branchId,
      created_at: since,
      failed_attempts: 0,
    })),
  )
  const credentials = await Promise.all(
    operators.map(async ({ id, password }) => ({
      operator_id: id,
      password_hash: await hashPassword(password),
      updated_at: since,
    })),
  )
  await insertRows(tx, 'staff_credential', credentials)
  return operators
}
