import { formatCount } from '#components/format/format-amount.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status, type Tone } from '#components/ui/status.tsx'
import type { Health } from '#server/overview/read-health.ts'

const SLOW_SECONDS = 30
const FAILING_SHARE = 0.1

export function SmsHealth({ sms, locale, t }: { sms: Health['sms']; locale: Locale; t: Translator<'home'> }) {
  const { tone, word } = judge(sms)
  const { delivered, queued, failed, medianSeconds } = sms
  return (
    <Panel title={t('health.sms')} count={<Status tone={tone}>{t(`health.${word}`)}</Status>}>
      <DescriptionList
        items={[
          { key: 'delivered', term: t('health.delivered'), value: formatCount(delivered, locale) },
          { key: 'queued', term: t('health.queued'), value: formatCount(queued, locale) },
          { key: 'failed', term: t('health.failed'), value: formatCount(failed, locale) },
          {
            key: 'median',
            term: t('health.median'),
            value: medianSeconds === null ? '—' : formatDuration(medianSeconds, locale),
          },
        ]}
      />
    </Panel>
  )
}

function judge({ delivered, queued, failed, medianSeconds }: Health['sms']): {
  tone: Tone
  word: 'ok' | 'slow' | 'failing' | 'quiet'
} {
  const total = delivered + queued + failed
  if (total === 0) return { tone: 'off', word: 'quiet' }
  if (failed / total > FAILING_SHARE) return { tone: 'bad', word: 'failing' }
  return (medianSeconds ?? 0) > SLOW_SECONDS ? { tone: 'warn', word: 'slow' } : { tone: 'ok', word: 'ok' }
}
