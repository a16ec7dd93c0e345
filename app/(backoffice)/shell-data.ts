import { orLeave, readRequest } from '#app/request.ts'
import type { Area, NavigationItem, ShellData } from '#components/shell/shell-data.ts'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { usesApprovals } from '#domain/operator/approval.ts'
import { grantOf, type Permission, type Role } from '#domain/operator/permission.ts'
import { countApprovals } from '#server/approvals/count-approvals.ts'
import { countWaitingComplaints } from '#server/complaints/count-waiting-complaints.ts'

export async function readShellData(): Promise<ShellData> {
  const { services, ctx, operator } = await readRequest()
  const { name, role, branchName } = operator
  const [approvals, complaints] = await orLeave(
    Promise.all([
      countApprovals(services, ctx),
      worksOnComplaints(role) ? countWaitingComplaints(services, ctx) : null,
    ]),
  )
  const waitingIn: Partial<Record<Area, number>> = {
    approvals: approvals.waiting,
    complaints: complaints?.waiting ?? 0,
  }
  const navigation = navigationOf(role, services.demo).map((item) => {
    const waiting = waitingIn[item.area]
    return waiting ? { ...item, waiting } : item
  })
  return { operator: { name, role, branchName }, navigation }
}

function navigationOf(role: Role, demo: boolean): NavigationItem[] {
  const may = (...anyOf: Permission[]): boolean => anyOf.some((each) => grantOf(role, each).answer !== 'no')
  const items: (NavigationItem & { shown: boolean })[] = [
    { area: 'home', href: '/', shown: true },
    { area: 'customers', href: '/customers', shown: may('customer:find') },
    { area: 'complaints', href: '/complaints', shown: may('customer:read') },
    { area: 'approvals', href: '/approvals', shown: usesApprovals(role) },
    { area: 'verifications', href: '/verifications', shown: may('verification:read_all') },
    { area: 'audit', href: '/audit', shown: may('audit:read_own', 'audit:read_all') },
    { area: 'settings', href: '/settings', shown: may('settings:read') },
    { area: 'simulators', href: '/simulators', shown: demo },
  ]
  return items.filter(({ shown }) => shown).map(({ area, href }) => ({ area, href }))
}
