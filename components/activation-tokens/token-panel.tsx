import type { ReactNode } from 'react'
import { CustodyLine } from '#components/activation-tokens/custody-line.tsx'
import { receiptSteps, smsSteps } from '#components/activation-tokens/token-steps.ts'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status, type Tone } from '#components/ui/status.tsx'
import type { DeskToken } from '#server/customers/read-customer.ts'

type TokenPanelProps = {
  coolingOffUntilMs: number | null
  tokens: readonly DeskToken[]
  actOf: (token: DeskToken) => ReactNode
  nowMs: number
  locale: Locale
  t: CustomerTexts
}

const TONES = {
  issued: 'warn',
  redeemed: 'info',
  confirmed: 'ok',
  expired: 'off',
  superseded: 'off',
  exhausted: 'bad',
  lapsed: 'off',
  ended: 'off',
} as const satisfies Record<DeskToken['status'], Tone>

/** The newest token with the way of both its halves; earlier ones are folded. */
export function TokenPanel(props: TokenPanelProps) {
  const { tokens, coolingOffUntilMs, nowMs, t, locale } = props
  const note = <CoolingOffNote {...{ coolingOffUntilMs, nowMs, t, locale }} />
  const [newest, ...earlier] = tokens
  if (!newest) {
    return (
      <Panel title={t('tokens.panel')}>
        {note}
        <EmptyState title={t('tokens.none')}>{t('tokens.noneText')}</EmptyState>
      </Panel>
    )
  }
  const hours = Math.floor((newest.expiresAtMs - nowMs) / 3_600_000)
  return (
    <Panel title={titleOf(newest, locale, t)} count={newest.isLive ? t('tokens.hoursLeft', { hours }) : null}>
      {note}
      <TokenCustody token={newest} {...props} />
      {earlier.map((token) => (
        <details key={token.id} className="border-t border-line-soft">
          <summary className="flex cursor-pointer flex-wrap items-center justify-between gap-2 px-4 py-2 text-sm text-ink-2">
            <span>{titleOf(token, locale, t)}</span>
            <Moment
              atMs={token.issuedAtMs}
              as="relative"
              nowMs={nowMs}
              locale={locale}
              className="text-xs text-ink-3"
            />
          </summary>
          <TokenCustody token={token} {...props} />
        </details>
      ))}
    </Panel>
  )
}

type CoolingOffNoteProps = Pick<TokenPanelProps, 'coolingOffUntilMs' | 'nowMs' | 't' | 'locale'>

function CoolingOffNote({ coolingOffUntilMs, nowMs, t, locale }: CoolingOffNoteProps) {
  if (coolingOffUntilMs === null || coolingOffUntilMs <= nowMs) return null
  return (
    <p className="px-4 pt-3">
      <Status tone="warn" icon="clock">
        {t('tokens.coolingOff', { until: formatRelativeInstant({ atMs: coolingOffUntilMs, nowMs, locale }) })}
      </Status>
    </p>
  )
}

function TokenCustody({
  token,
  actOf,
  nowMs,
  locale,
  t,
}: Omit<TokenPanelProps, 'tokens' | 'coolingOffUntilMs'> & { token: DeskToken }) {
  const words = {
    done: t('tokens.done'),
    waiting: t('tokens.waiting'),
    failed: t('tokens.wentWrong'),
    ahead: t('tokens.waiting'),
  }
  const status = token.status === 'issued' && !token.isLive ? 'expired' : token.status
  return (
    <div className="flex flex-col gap-5 p-4">
      <CustodyLine label={t('tokens.receiptLine')} steps={receiptSteps({ token, nowMs, locale, t })} words={words} />
      <CustodyLine label={t('tokens.smsLine')} steps={smsSteps({ token, locale, t })} words={words} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Status tone={TONES[status]}>{t(`tokens.status.${status}`)}</Status>
        <span className="print:hidden">{actOf(token)}</span>
      </div>
    </div>
  )
}

function titleOf({ pinKind, last4 }: DeskToken, locale: Locale, t: CustomerTexts): string {
  return t('tokens.title', { pin: t(`matrix.pins.${pinKind}`), last4: localizeDigits(last4, locale) })
}
