import type { ShellData } from '#components/shell/shell-data.ts'

export async function readShellData(): Promise<ShellData> {
  return {
    operator: { name: 'Operator', role: 'branch', branchName: null },
    navigation: [
      { area: 'home', href: '/' },
      { area: 'customers', href: '/customers' },
      { area: 'verifications', href: '/verifications' },
      { area: 'audit', href: '/audit' },
      { area: 'simulators', href: '/simulators' },
    ],
  }
}
