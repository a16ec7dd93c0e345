'use server'

import { redirect } from 'next/navigation'
import type { FindState } from '#components/shell/shell-data.ts'

export async function findCustomer(_previous: FindState, _form: FormData): Promise<FindState> {
  redirect('/customers')
}

export async function signOut(): Promise<void> {
  redirect('/login')
}
