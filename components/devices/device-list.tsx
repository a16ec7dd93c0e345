import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRelativeInstant, formatShortDate } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status, type Tone } from '#components/ui/status.tsx'
import type { DeskDevice } from '#server/customers/read-customer.ts'

type DeviceListProps = {
  devices: readonly DeskDevice[]
  actOf: (device: DeskDevice) => ReactNode
  nowMs: number
  locale: Locale
  t: CustomerTexts
}

const TONES = { registered: 'info', active: 'ok', deactivated: 'off', blocked: 'bad' } as const satisfies Record<
  DeskDevice['status'],
  Tone
>
const endings = ['lost', 'replaced', 'sold', 'other', 'mobile_changed', 'device_replaced', 'operator'] as const

export function DeviceList({ devices, actOf, ...rest }: DeviceListProps) {
  const { t } = rest
  if (devices.length === 0) {
    return (
      <Panel title={t('devices.title')}>
        <EmptyState title={t('devices.none')}>{t('devices.noneText')}</EmptyState>
      </Panel>
    )
  }
  return (
    <Panel title={t('devices.title')}>
      <ul className="divide-y divide-line-soft">
        {devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 max-md:basis-full">
              <bdi className="font-semibold">{device.model}</bdi>{' '}
              <bdi dir="ltr" className="text-xs whitespace-nowrap text-ink-3">
                {t(`devices.platform.${device.platform}`)} · {device.appVersion}
              </bdi>
              <span className="flex flex-wrap gap-x-2 text-xs text-ink-3">
                {historyOf({ device, ...rest }).map((part) => (
                  <span key={part} className="whitespace-nowrap">
                    {part}
                  </span>
                ))}
              </span>
            </div>
            <Status tone={TONES[device.status]}>{t(`devices.status.${device.status}`)}</Status>
            <span className="print:hidden max-md:ms-auto">{actOf(device)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

type HistoryInput = Omit<DeviceListProps, 'devices' | 'actOf'> & { device: DeskDevice }

function historyOf({ device, nowMs, locale, t }: HistoryInput): string[] {
  const { endedAtMs, endedReason, activatedAtMs, registeredAtMs, lastSeenAtMs, bound } = device
  const on = (atMs: number): string => formatShortDate(atMs, locale)
  if (endedAtMs !== null) {
    const why = endings.find((each) => each === endedReason)
    const parts = [why ? t(`devices.endedWhy.${why}`) : null, t('devices.endedAt', { when: on(endedAtMs) })]
    return parts.filter((part) => part !== null)
  }
  return [
    activatedAtMs === null
      ? t('devices.registeredAt', { when: on(registeredAtMs) })
      : t('devices.activeSince', { when: on(activatedAtMs) }),
    bound.length > 0
      ? t('devices.boundTo', { cards: bound.map((last4) => localizeDigits(last4, locale)).join('، ') })
      : null,
    t('devices.seenAt', { when: formatRelativeInstant({ atMs: lastSeenAtMs, nowMs, locale }) }),
  ].filter((part) => part !== null)
}
