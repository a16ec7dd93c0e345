import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { formatCardTail } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Digits } from '#components/ui/digits.tsx'
import { MobileNumber } from '#components/ui/mobile-number.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status } from '#components/ui/status.tsx'
import type { FoundCustomer } from '#server/customers/find-customers.ts'

type Row = Omit<FoundCustomer, 'match'> & { match?: FoundCustomer['match'] }
export type FoundCustomersProps = {
  found: { customers: Row[]; more: boolean }
  title?: string
  nowMs: number
  locale: Locale
  t: CustomerTexts
}

const none = '—'

/** Who fits, each told apart and with lock and last use, so that opening the wrong one is not needed. */
export function FoundCustomers({ found, nowMs, locale, t, title = t('find.results') }: FoundCustomersProps) {
  const count = found.customers.length
  return (
    <Panel title={title} count={found.more ? null : t('find.count', { count })} className="mt-4">
      {found.more ? (
        <Banner tone="info" className="m-3">
          {t('find.more', { count })}
        </Banner>
      ) : null}
      {areAllNear(found) ? (
        <Banner tone="warn" className="m-3">
          {t('find.allNear')}
        </Banner>
      ) : null}
      <DataTable
        caption={title}
        columns={columnsOf({ nowMs, locale, t, marksNear: !areAllNear(found) })}
        rows={found.customers}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/customers/${id}`}
        empty={null}
      />
    </Panel>
  )
}

/** Then it is said once, above them all. */
export function areAllNear({ customers }: FoundCustomersProps['found']): boolean {
  return customers.length > 0 && customers.every(({ match }) => match === 'near')
}

type ColumnsProps = Omit<FoundCustomersProps, 'found' | 'title'> & { marksNear: boolean }

function columnsOf({ nowMs, locale, t, marksNear }: ColumnsProps): Column<Row>[] {
  return [
    {
      key: 'name',
      header: t('find.columns.name'),
      cell: ({ name, match }) => (
        <span>
          <bdi>{name}</bdi>
          {marksNear && match === 'near' ? <span className="block text-xs text-warn">{t('find.near')}</span> : null}
        </span>
      ),
    },
    {
      key: 'nationalId',
      header: t('find.columns.nationalId'),
      cell: ({ nationalIdMasked }) => <Digits value={nationalIdMasked} locale={locale} />,
    },
    {
      key: 'mobile',
      header: t('find.columns.mobile'),
      cell: ({ mobileMasked }) => (mobileMasked ? <MobileNumber mobile={mobileMasked} locale={locale} /> : none),
    },
    {
      key: 'cards',
      header: t('find.columns.cards'),
      cell: ({ cards }) => (
        <span className="flex flex-wrap gap-x-2">
          {cards.map((last4, index) => (
            <bdi key={`${last4}-${String(index)}`} dir="ltr" className="figures">
              {formatCardTail(last4, locale)}
            </bdi>
          ))}
        </span>
      ),
    },
    {
      key: 'branch',
      header: t('find.columns.branch'),
      cell: ({ branchName, isOwnBranch }) => (
        <span>
          <bdi>{localizeDigits(branchName, locale)}</bdi>
          {isOwnBranch ? null : <span className="block text-xs text-ink-3">{t('find.otherBranch')}</span>}
        </span>
      ),
    },
    { key: 'state', header: t('find.columns.state'), cell: ({ lock }) => <LockState lock={lock} t={t} /> },
    {
      key: 'lastUse',
      header: t('find.columns.lastUse'),
      cell: ({ lastUseAtMs }) =>
        lastUseAtMs ? <Moment atMs={lastUseAtMs} as="relative" nowMs={nowMs} locale={locale} /> : none,
    },
  ]
}

export function LockState({ lock, t }: { lock: FoundCustomer['lock']; t: CustomerTexts }) {
  if (lock === null) return <Status tone="ok">{t('find.locks.none')}</Status>
  return (
    <Status tone={lock === 'suspended' ? 'warn' : 'bad'} icon="lock">
      {t(`find.locks.${lock}`)}
    </Status>
  )
}
