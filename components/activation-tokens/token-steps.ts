import type { CustodyStep } from '#components/activation-tokens/custody-line.tsx'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { formatRelativeInstant, formatTimeOfDay } from '#components/format/format-instant.ts'
import { formatTerminalId } from '#components/format/format-terminal.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { DeskToken } from '#server/customers/read-customer.ts'

type StepsInput = { token: DeskToken; nowMs: number; locale: Locale; t: CustomerTexts }

export function receiptSteps({ token, nowMs, locale, t }: StepsInput): CustodyStep[] {
  const { terminalId, operatorName, receiptCustody, reprints, issuedAtMs } = token
  const where = terminalId
    ? t('tokens.atTerminal', { terminal: formatTerminalId(terminalId, locale) })
    : t('tokens.byOperator', { name: operatorName ?? '' })
  const custody =
    receiptCustody === 'reprinted'
      ? t('tokens.custody.reprinted', { count: reprints })
      : t(`tokens.custody.${receiptCustody}`)
  return [
    {
      key: 'issued',
      name: t('tokens.issued'),
      note: `${where} · ${formatRelativeInstant({ atMs: issuedAtMs, nowMs, locale })}`,
      state: 'done',
    },
    { key: 'receipt', name: t('tokens.receiptLine'), note: custody, state: 'done' },
  ]
}

export function smsSteps({ token, locale, t }: Omit<StepsInput, 'nowMs'>): CustodyStep[] {
  const { smsState, smsAcceptedAtMs, issuedAtMs } = token
  const queuedAt = formatTimeOfDay(issuedAtMs, locale)
  const isAccepted = smsAcceptedAtMs !== null
  return [
    { key: 'queued', name: t('tokens.smsLine'), note: `${t('tokens.queued')} · ${queuedAt}`, state: 'done' },
    {
      key: 'provider',
      name: t('tokens.provider'),
      note: isAccepted
        ? `${t('tokens.accepted')} · ${formatTimeOfDay(smsAcceptedAtMs, locale)}`
        : t(smsState === 'rejected' ? 'tokens.rejected' : 'tokens.notAccepted'),
      state: isAccepted ? 'done' : smsState === 'rejected' ? 'failed' : 'waiting',
    },
    deliveryStep({ token, locale, t }),
    entryStep({ token, locale, t }),
  ]
}

function deliveryStep({ token, locale, t }: Omit<StepsInput, 'nowMs'>): CustodyStep {
  const { smsState, smsEndedAtMs, smsAcceptedAtMs } = token
  const step = { key: 'delivery', name: t('tokens.delivery') }
  if (smsState === 'delivered' && smsEndedAtMs !== null)
    return { ...step, note: `${t('tokens.delivered')} · ${formatTimeOfDay(smsEndedAtMs, locale)}`, state: 'done' }
  if (smsState === 'failed') return { ...step, note: t('tokens.failed'), state: 'failed' }
  if (smsState === 'expired') return { ...step, note: t('tokens.smsExpired'), state: 'failed' }
  const isNext = smsAcceptedAtMs !== null
  return { ...step, note: t('tokens.notDelivered'), state: isNext ? 'waiting' : 'ahead' }
}

function entryStep({ token, locale, t }: Omit<StepsInput, 'nowMs'>): CustodyStep {
  const { redeemedAtMs, failedAttempts, isLive } = token
  const step = { key: 'app', name: t('tokens.inApp') }
  if (redeemedAtMs !== null)
    return { ...step, note: `${t('tokens.entered')} · ${formatTimeOfDay(redeemedAtMs, locale)}`, state: 'done' }
  const note = failedAttempts > 0 ? t('tokens.wrongTries', { count: failedAttempts }) : t('tokens.notEntered')
  return { ...step, note, state: isLive ? 'ahead' : 'failed' }
}
