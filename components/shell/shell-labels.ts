import type { Area } from '#components/shell/shell-data.ts'
import type { Role } from '#domain/operator/permission.ts'

export type FindLabels = { title: string; field: string; hint: string; submit: string; close: string }

export type ShortcutLabels = {
  title: string
  then: string
  find: string
  home: string
  customers: string
  complaints: string
  approvals: string
  verifications: string
  audit: string
  rows: string
  help: string
  escape: string
  close: string
}

export type ShellLabels = {
  appName: string
  skipToContent: string
  navigation: string
  openNavigation: string
  search: string
  findKeys: string
  signedInAs: string
  signOut: string
  waiting: string
  notifications: string
  dismiss: string
  loading: string
  language: string
  otherLanguage: string
  theme: string
  themes: Record<'system' | 'light' | 'dark', string>
  areas: Record<Area, string>
  roles: Record<Role, string>
  find: FindLabels
  shortcuts: ShortcutLabels
}
