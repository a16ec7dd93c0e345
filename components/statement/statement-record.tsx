import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { MethodState } from '#components/customers/method-state.tsx'
import type { Locale } from '#components/locale/locale.ts'
import { StatementTable } from '#components/statement/statement-table.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { receiptWord, type StatementTexts, smsWord } from './statement-words.ts'

type StatementRecordProps = {
  customer: DeskCustomer
  nowMs: number
  locale: Locale
  t: CustomerTexts
  words: StatementTexts
}

/** What stands on the record now: cards with their PINs, devices, and who has which half of a token. Never a half itself. */
export function StatementRecord({ customer, nowMs, locale, t, words }: StatementRecordProps) {
  const pins = customer.cards.flatMap((card) => card.pins.map((pin) => ({ card, pin })))
  const shown = { nowMs, locale, t }
  return (
    <>
      <StatementTable
        title={t('matrix.title')}
        rows={pins}
        rowKey={({ card, pin }) => `${card.id}-${pin.pinKind}`}
        none={t('matrix.noCards')}
        columns={[
          { key: 'card', header: t('matrix.card'), cell: ({ card }) => <MaskedCard {...card} locale={locale} /> },
          { key: 'pin', header: t('matrix.pin'), cell: ({ pin }) => t(`matrix.pins.${pin.pinKind}`) },
          { key: 'sms', header: t('matrix.sms'), cell: ({ pin }) => <MethodState pin={pin} method="sms" {...shown} /> },
          { key: 'app', header: t('matrix.app'), cell: ({ pin }) => <MethodState pin={pin} method="app" {...shown} /> },
          {
            key: 'use',
            header: t('matrix.lastUse'),
            cell: ({ pin }) => (pin.lastUse ? <Moment atMs={pin.lastUse.atMs} as="short" locale={locale} /> : '—'),
          },
        ]}
      />
      <StatementTable
        title={t('devices.title')}
        rows={customer.devices}
        rowKey={({ id }) => id}
        none={t('devices.none')}
        columns={[
          { key: 'model', header: words('device'), cell: ({ model }) => <bdi>{model}</bdi> },
          { key: 'status', header: words('state'), cell: ({ status }) => t(`devices.status.${status}`) },
          {
            key: 'since',
            header: words('installed'),
            cell: ({ registeredAtMs }) => <Moment atMs={registeredAtMs} as="short" locale={locale} />,
          },
          {
            key: 'ended',
            header: words('ended'),
            cell: ({ endedAtMs }) =>
              endedAtMs === null ? '—' : <Moment atMs={endedAtMs} as="short" locale={locale} />,
          },
        ]}
      />
      <StatementTable
        title={t('tokens.panel')}
        rows={customer.tokens}
        rowKey={({ id }) => id}
        none={t('tokens.none')}
        columns={[
          {
            key: 'issued',
            header: t('tokens.issued'),
            cell: ({ issuedAtMs }) => <Moment atMs={issuedAtMs} as="short" locale={locale} />,
          },
          {
            key: 'on',
            header: t('matrix.card'),
            cell: ({ last4, pinKind }) => (
              <>
                {t(`matrix.pins.${pinKind}`)} · <MaskedCard bin="" last4={last4} short locale={locale} />
              </>
            ),
          },
          { key: 'receipt', header: t('tokens.receiptLine'), cell: (token) => receiptWord(token, t) },
          { key: 'sms', header: t('tokens.smsLine'), cell: (token) => smsWord(token, t) },
          { key: 'status', header: words('state'), cell: ({ status }) => t(`tokens.status.${status}`) },
        ]}
      />
    </>
  )
}
