'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { ask } from '#app/ask.ts'
import type { FindState } from '#components/shell/shell-data.ts'
import { AppError } from '#server/app-error.ts'
import { findByText } from './customers/find-by-text.tsx'

/** From any page: to the only hit, or its answer in place. */
export async function findCustomer(_previous: FindState, form: FormData): Promise<FindState> {
  const { message, results, onlyId } = await findByText(String(form.get('query') ?? ''), { shape: 'list' })
  if (onlyId) redirect(`/customers/${onlyId}`)
  return { message, results }
}

export async function signOut(): Promise<void> {
  try {
    await ask('sign-out')
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'unauthenticated')) throw error
  }
  const jar = await cookies()
  for (const { name } of jar.getAll()) {
    // A browser lets nobody take back a `__Secure-` cookie but by a `Secure` one.
    const secure = name.startsWith('__Secure-')
    if (name.includes('next-auth.session-token')) jar.set(name, '', { path: '/', maxAge: 0, httpOnly: true, secure })
  }
  redirect('/login')
}
