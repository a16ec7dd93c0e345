import { DataTable } from '#components/data-table/data-table.tsx'
import type { Locale } from '#components/locale/locale.ts'
import { Code, Digits } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Status } from '#components/ui/status.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { localMobile } from '#domain/enrollment/mobile.ts'
import { type DemoCustomer, groupPan } from './demo-customer.ts'

type Labels = Record<'caption' | 'name' | 'persona' | 'mobile' | 'cards' | 'use' | 'inUse' | 'none' | 'action', string>
type CustomerListProps = {
  customers: DemoCustomer[]
  chosen: DemoCustomer | null
  choose: (form: FormData) => Promise<void>
  locale: Locale
  labels: Labels
}

/** Every persona with the numbers that a visitor types elsewhere, and a button that takes them in hand. */
export function CustomerList({ customers, chosen, choose, locale, labels }: CustomerListProps) {
  return (
    <DataTable
      caption={labels.caption}
      rows={customers}
      rowKey={({ persona }) => persona}
      isCurrent={({ persona }) => persona === chosen?.persona}
      empty={<EmptyState title={labels.none} />}
      columns={[
        { key: 'name', header: labels.name, cell: ({ name }) => <bdi lang="fa">{name}</bdi> },
        { key: 'persona', header: labels.persona, cell: ({ persona }) => <bdi dir="ltr">{persona}</bdi> },
        {
          key: 'mobile',
          header: labels.mobile,
          cell: ({ mobile }) => (mobile ? <Digits value={localMobile(mobile)} locale={locale} /> : labels.none),
        },
        {
          key: 'cards',
          header: labels.cards,
          cell: ({ cards }) =>
            cards.map(({ pan }) => (
              <Code key={pan} className="block">
                {groupPan(pan)}
              </Code>
            )),
        },
        {
          key: 'action',
          header: labels.action,
          headerHidden: true,
          cell: ({ persona, name }) =>
            persona === chosen?.persona ? (
              <Status tone="ok">{labels.inUse}</Status>
            ) : (
              <form action={choose}>
                <input type="hidden" name="persona" value={persona} />
                <SubmitButton variant="secondary" size="small" aria-label={`${labels.use}: ${name} (${persona})`}>
                  {labels.use}
                </SubmitButton>
              </form>
            ),
        },
      ]}
    />
  )
}
