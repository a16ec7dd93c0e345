import type { NavigationItem, ShellData } from '#components/shell/shell-data.ts'
import { grantOf, type Permission, type Role } from '#domain/permission.ts'
import { readOperator } from '../operator-context.ts'
import { web } from '../services.ts'

export async function readShellData(): Promise<ShellData> {
  const [{ demo }, { name, role, branchName }] = await Promise.all([web(), readOperator()])
  return { operator: { name, role, branchName }, navigation: navigationOf(role, demo) }
}

function navigationOf(role: Role, demo: boolean): NavigationItem[] {
  const may = (...anyOf: Permission[]): boolean => anyOf.some((each) => grantOf(role, each).answer !== 'no')
  const items: (NavigationItem & { shown: boolean })[] = [
    { area: 'home', href: '/', shown: true },
    { area: 'customers', href: '/customers', shown: may('customer:find') },
    { area: 'verifications', href: '/verifications', shown: may('verification:read_all') },
    { area: 'audit', href: '/audit', shown: may('audit:read_own', 'audit:read_all') },
    { area: 'settings', href: '/settings', shown: may('settings:read') },
    { area: 'simulators', href: '/simulators', shown: demo },
  ]
  return items.filter(({ shown }) => shown).map(({ area, href }) => ({ area, href }))
}
