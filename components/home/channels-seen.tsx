import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status } from '#components/ui/status.tsx'
import type { ChannelSeenRow } from '#server/overview/read-health.ts'

type ChannelsSeenProps = { channels: readonly ChannelSeenRow[]; nowMs: number; locale: Locale; t: Translator<'home'> }

/** The systems that verify codes, and when each was last heard. */
export function ChannelsSeen({ channels, nowMs, locale, t }: ChannelsSeenProps) {
  if (channels.length === 0) return null
  return (
    <Panel title={t('health.channels')}>
      <ul className="divide-y divide-line-soft">
        {channels.map(({ id, name, isDisabled, lastSeenAtMs }) => (
          <li key={id} className="flex items-center justify-between gap-3 px-4 py-2">
            <span className="min-w-0">
              <span className="block truncate">{name}</span>
              <span className="block text-xs text-ink-3">
                {lastSeenAtMs === null ? (
                  t('health.notSeen')
                ) : (
                  <Moment atMs={lastSeenAtMs} as="relative" nowMs={nowMs} locale={locale} />
                )}
              </span>
            </span>
            {isDisabled ? (
              <Status tone="bad">{t('health.disabled')}</Status>
            ) : (
              <Status tone={lastSeenAtMs === null ? 'off' : 'ok'}>
                {t(lastSeenAtMs === null ? 'health.quiet' : 'health.ok')}
              </Status>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
