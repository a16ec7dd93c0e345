import type { ReactNode } from 'react'
import type { Role } from '#domain/operator/permission.ts'

export type Area =
  | 'home'
  | 'customers'
  | 'complaints'
  | 'approvals'
  | 'verifications'
  | 'audit'
  | 'settings'
  | 'simulators'

export type NavigationItem = { area: Area; href: string; waiting?: number }
export type SignedInOperator = { name: string; role: Role; branchName: string | null }
export type ShellData = { operator: SignedInOperator; navigation: NavigationItem[] }

/** What the find box shows after a search that did not lead to a page: a sentence, or a list that comes drawn. */
export type FindState = { message: ReactNode; results?: ReactNode }
export type FindAction = (previous: FindState, form: FormData) => Promise<FindState>
export type FormAction = (form: FormData) => Promise<void>
