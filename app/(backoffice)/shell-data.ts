import type { NavigationItem, ShellData } from '#components/shell/shell-data.ts'
import { usesApprovals } from '#domain/approval.ts'
import { grantOf, type Permission, type Role } from '#domain/permission.ts'
import { countApprovals } from '#server/approvals/count-approvals.ts'
import { orLeave, readOperator, readOperatorContext } from '../operator-context.ts'
import { web } from '../services.ts'

export async function readShellData(): Promise<ShellData> {
  const [services, ctx, { name, role, branchName }] = await Promise.all([web(), readOperatorContext(), readOperator()])
  const { waiting } = await orLeave(countApprovals(services, ctx))
  const navigation = navigationOf(role, services.demo).map((item) =>
    item.area === 'approvals' && waiting > 0 ? { ...item, waiting } : item,
  )
  return { operator: { name, role, branchName }, navigation }
}

function navigationOf(role: Role, demo: boolean): NavigationItem[] {
  const may = (...anyOf: Permission[]): boolean => anyOf.some((each) => grantOf(role, each).answer !== 'no')
  const items: (NavigationItem & { shown: boolean })[] = [
    { area: 'home', href: '/', shown: true },
    { area: 'customers', href: '/customers', shown: may('customer:find') },
    { area: 'approvals', href: '/approvals', shown: usesApprovals(role) },
    { area: 'verifications', href: '/verifications', shown: may('verification:read_all') },
    { area: 'audit', href: '/audit', shown: may('audit:read_own', 'audit:read_all') },
    { area: 'settings', href: '/settings', shown: may('settings:read') },
    { area: 'simulators', href: '/simulators', shown: demo },
  ]
  return items.filter(({ shown }) => shown).map(({ area, href }) => ({ area, href }))
}
