'use client'

import { useTransition } from 'react'
import { Select } from '#components/ui/select.tsx'
import type { DemoCustomer } from './demo-customer.ts'

export type CustomerPickerProps = {
  customers: DemoCustomer[]
  chosen: DemoCustomer | null
  choose: (form: FormData) => Promise<void>
  labels: { customer: string; nobody: string }
}

/** Who holds the card and the phone: one choice for all simulators. */
export function CustomerPicker({ customers, chosen, choose, labels }: CustomerPickerProps) {
  const [pending, startTransition] = useTransition()
  const change = (persona: string): void => {
    const form = new FormData()
    form.set('persona', persona)
    startTransition(() => choose(form))
  }
  const nobody = chosen === null ? [{ value: '', label: labels.nobody }] : []
  return (
    <Select
      key={chosen?.persona}
      label={labels.customer}
      defaultValue={chosen?.persona ?? ''}
      aria-busy={pending || undefined}
      onChange={(event) => change(event.target.value)}
      options={[
        ...nobody,
        ...customers.map(({ persona, name }) => ({ value: persona, label: `${name} (${persona})` })),
      ]}
    />
  )
}
