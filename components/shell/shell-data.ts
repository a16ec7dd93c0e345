export type Area = 'home' | 'customers' | 'verifications' | 'audit' | 'simulators'
export type RoleName = 'branch' | 'support' | 'fraud' | 'auditor' | 'admin'

export type NavigationItem = { area: Area; href: string; waiting?: number }
export type SignedInOperator = { name: string; role: RoleName; branchName: string | null }
export type ShellData = { operator: SignedInOperator; navigation: NavigationItem[] }

/** What the find box shows after a search that did not lead to a page; the typed text is not part of it. */
export type FindState = { message: string | null }
export type FindAction = (previous: FindState, form: FormData) => Promise<FindState>
export type FormAction = (form: FormData) => Promise<void>
