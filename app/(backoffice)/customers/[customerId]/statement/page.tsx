import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { readTarget } from '#app/(backoffice)/acts/read-target.ts'
import { ask } from '#app/ask.ts'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { PrintButton } from '#components/activation-tokens/print-button.tsx'
import { StatementSheet } from '#components/statement/statement-sheet.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { isReason } from '#domain/reason/reason.ts'
import { statementDays } from '#server/statements/read-statement.ts'
import { readStatementDays, statementHref } from './search-params.ts'

type PageProps = {
  params: Promise<{ customerId: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('statement'))('title') }
}

export default async function StatementPage({ params, searchParams }: PageProps) {
  const { customerId } = readTarget('customer', await params)
  const { services, operator, locale } = await readRequest()
  const [words, t, audit, reasons] = await getTranslators('statement', 'customers', 'audit', 'reasons')
  const days = readStatementDays(await searchParams)
  const customer = await orLeave(ask('read-customer', { customerId }))
  const statement = await orLeave(ask('read-statement', { customerId, days }))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <TextLink href={`/customers/${customerId}`}>{words('back')}</TextLink>
        <span className="flex flex-wrap items-center gap-3">
          <SegmentedLinks
            label={words('days')}
            items={statementDays.map((each) => ({
              href: statementHref(customerId, each),
              label: words(`period.d${each}`),
              current: each === days,
            }))}
          />
          <PrintButton label={words('print')} />
        </span>
      </div>
      {statement.isCut ? (
        <Banner tone="warn" className="mt-4">
          {words('cut')}
        </Banner>
      ) : null}
      <StatementSheet
        customer={customer}
        statement={statement}
        institution={services.institution.name}
        drawnBy={{ name: operator.name, branchName: operator.branchName }}
        locale={locale}
        texts={{ words, t, audit, reasonTitle: (reason) => (isReason(reason) ? reasons(`${reason}.title`) : reason) }}
      />
      <p className="mt-3 text-center text-xs text-ink-3 print:hidden">{words('recorded')}</p>
    </>
  )
}
