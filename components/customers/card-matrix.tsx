// biome-ignore-all lint/a11y/noRedundantRoles: a table drawn as blocks on a phone loses the roles of its elements
import { Fragment, type ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { ClosedState, MethodState } from '#components/customers/method-state.tsx'
import { formatShortDate } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { DeskCard, DeskPin } from '#server/customers/match-cards.ts'

type CardMatrixProps = {
  cards: readonly DeskCard[]
  actsOf: (card: DeskCard, pin: DeskPin) => ReactNode
  nowMs: number
  locale: Locale
  t: CustomerTexts
}

const ROW = 'border-b border-line-soft last:border-b-0 max-md:block max-md:px-4 max-md:py-3'
const CELL =
  'px-4 py-2.5 align-middle max-md:flex max-md:items-start max-md:justify-between max-md:gap-4 max-md:px-0 max-md:py-1 ' +
  'max-md:before:shrink-0 max-md:before:text-xs max-md:before:text-ink-3 max-md:before:content-[attr(data-label)]'

/** Card x PIN x method at a glance: what works, since when, until when it is closed and why. */
export function CardMatrix(props: CardMatrixProps) {
  const { cards, t } = props
  const count = t('matrix.cards', { count: cards.length })
  if (cards.length === 0) {
    return (
      <Panel title={t('matrix.title')} count={count} className="mt-4">
        <EmptyState title={t('matrix.noCards')}>{t('matrix.noCardsText')}</EmptyState>
      </Panel>
    )
  }
  const headers = ['card', 'pin', 'sms', 'app', 'lastUse'] as const
  return (
    <Panel title={t('matrix.title')} count={count} className="mt-4">
      <table role="table" className="w-full border-collapse text-start max-md:block">
        <caption className="sr-only">{t('matrix.title')}</caption>
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" className="border-b border-line text-xs text-ink-3">
            {headers.map((key) => (
              <th key={key} role="columnheader" scope="col" className="px-4 py-2 text-start font-medium">
                {t(`matrix.${key}`)}
              </th>
            ))}
            <th role="columnheader" scope="col" className="px-4 py-2">
              <span className="sr-only">{t('matrix.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {cards.map((card) => (
            <Fragment key={card.id}>
              {card.pins.map((pin, index) => (
                <PinRow key={pin.pinKind} card={card} pin={pin} isFirst={index === 0} {...props} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

type PinRowProps = Omit<CardMatrixProps, 'cards'> & { card: DeskCard; pin: DeskPin; isFirst: boolean }

function PinRow({ card, pin, isFirst, actsOf, nowMs, locale, t }: PinRowProps) {
  const state = { pin, nowMs, locale, t }
  return (
    <tr role="row" className={ROW}>
      <th role="rowheader" scope="row" className={`${CELL} text-start font-normal max-md:before:hidden`}>
        {/* On the card's further rows its number is said, and shown on a phone, where rows stand alone. */}
        <span className={isFirst ? undefined : 'md:sr-only'}>
          <MaskedCard bin={card.bin} last4={card.last4} locale={locale} className="font-semibold" />
          <CardValidity card={card} nowMs={nowMs} locale={locale} t={t} />
        </span>
      </th>
      <td role="cell" data-label={t('matrix.pin')} className={`${CELL} whitespace-nowrap`}>
        <span>
          {t(`matrix.pins.${pin.pinKind}`)}
          {hasOpenEnrollment(pin) ? null : (
            <span className="block empty:hidden">
              <ClosedState {...state} />
            </span>
          )}
        </span>
      </td>
      <td role="cell" data-label={t('matrix.sms')} className={CELL}>
        <MethodState {...state} method="sms" />
      </td>
      <td role="cell" data-label={t('matrix.app')} className={CELL}>
        <MethodState {...state} method="app" />
      </td>
      <td role="cell" data-label={t('matrix.lastUse')} className={CELL}>
        {pin.lastUse ? (
          <span>
            <Moment atMs={pin.lastUse.atMs} as="relative" nowMs={nowMs} locale={locale} />{' '}
            <span className="text-xs text-ink-3">{pin.lastUse.method ? t(`methods.${pin.lastUse.method}`) : null}</span>
          </span>
        ) : (
          <span className="text-ink-3">{t('matrix.neverUsed')}</span>
        )}
      </td>
      <td role="cell" className={`${CELL} max-md:before:hidden print:hidden`}>
        {actsOf(card, pin)}
      </td>
    </tr>
  )
}

function hasOpenEnrollment({ sms, app }: DeskPin): boolean {
  return [sms, app].some((each) => each !== null && each.status !== 'deactivated')
}

function CardValidity({ card, nowMs, locale, t }: { card: DeskCard; nowMs: number; locale: Locale; t: CustomerTexts }) {
  const date = formatShortDate(card.expiresAtMs, locale).slice(0, 7)
  const isOver = card.expiresAtMs <= nowMs
  const text = card.status === 'blocked' ? 'cardBlocked' : isOver ? 'cardExpired' : 'cardActive'
  const isBad = text !== 'cardActive'
  return <span className={`block text-xs ${isBad ? 'text-bad' : 'text-ink-3'}`}>{t(`matrix.${text}`, { date })}</span>
}
