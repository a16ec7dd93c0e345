'use server'

import { redirect } from 'next/navigation'
import type { FindFormState } from '#components/customers/find-form.tsx'
import { findByText } from './find-by-text.tsx'

/** What was typed comes back into the box unless it may be a card number. */
export async function find(_previous: FindFormState, form: FormData): Promise<FindFormState> {
  const query = String(form.get('query') ?? '')
  const { message, results, onlyId } = await findByText(query, { shape: 'table' })
  if (onlyId) redirect(`/customers/${onlyId}`)
  return { query: /(\p{Nd}\P{L}*){13}/u.test(query) ? '' : query, message, results }
}
