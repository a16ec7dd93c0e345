import type { Role } from '#domain/operator/permission.ts'
import type { Policy, PolicyKey } from '#domain/operator/policy.ts'

/** What one member of staff may do only so often in any sixty minutes (docs/decisions/021). */
export const ceilingKinds = ['look_up', 'foreign_record', 'reveal', 'end', 'reissue', 'reprint'] as const
export type CeilingKind = (typeof ceilingKinds)[number]

/** Kind x role: the figure of the policy. Who is not named may not do it alone, or has nothing of the kind. */
export const ceilingFigures = {
  look_up: {
    branch: 'branchLookUpsPerHourMax',
    support: 'supportLookUpsPerHourMax',
    fraud: 'fraudLookUpsPerHourMax',
    auditor: 'auditorLookUpsPerHourMax',
  },
  foreign_record: { branch: 'branchForeignRecordsPerHourMax' },
  reveal: {
    branch: 'branchRevealsPerHourMax',
    support: 'supportRevealsPerHourMax',
    fraud: 'fraudRevealsPerHourMax',
    auditor: 'auditorRevealsPerHourMax',
  },
  end: { branch: 'branchEndsPerHourMax', fraud: 'fraudEndsPerHourMax' },
  reissue: { branch: 'branchReissuesPerHourMax' },
  reprint: { branch: 'branchReprintsPerHourMax' },
} as const satisfies Record<CeilingKind, Partial<Record<Role, PolicyKey>>>

/** How many of the kind the role has in an hour; null: the role has none to count. */
export function findCeiling(policy: Policy, kind: CeilingKind, role: Role): number | null {
  const byRole: Partial<Record<Role, PolicyKey>> = ceilingFigures[kind]
  const key = byRole[role]
  return key === undefined ? null : Number(policy[key])
}
