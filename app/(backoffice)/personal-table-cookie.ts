/** The tables that a person arranges, by the address of their page, which is the only one to be told. */
export const personalTables = { verifications: '/verifications', audit: '/audit' } as const

export type PersonalTableName = keyof typeof personalTables

/** One for each operator: a branch shares its machines. */
export function personalTableCookie(name: PersonalTableName, operatorId: string): string {
  return `table-${name}-${operatorId.slice(-12)}`
}
