import { auditHref } from '#components/audit/audit-href.ts'
import { formatTimeOfDay } from '#components/format/format-instant.ts'
import { SeeAlarm } from '#components/home/see-alarm.tsx'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CeilingAlarm } from '#server/overview/list-ceiling-alarms.ts'

type Words = { t: Translator<'home'>; approvals: Translator<'approvals'>; shell: Translator<'shell'> }
type CeilingAlarmsProps = {
  alarms: readonly CeilingAlarm[]
  mayReadEvents: boolean
  see: (alarmId: string) => Promise<void>
  locale: Locale
  words: Words
}

/** Who reached a ceiling, and whose was raised; nothing while there was none. */
export function CeilingAlarms({ alarms, mayReadEvents, see, locale, words }: CeilingAlarmsProps) {
  const { t, shell } = words
  return alarms.map((alarm) => {
    const { id, atMs, operatorId, role, branchName, used } = alarm
    const { title, text } = sayAlarm(alarm, locale, words)
    const who = [shell(`roles.${role}`), branchName].filter(Boolean).join(' · ')
    return (
      <Banner
        key={id}
        tone={used === null ? 'warn' : 'error'}
        action={
          <span className="flex flex-wrap items-center gap-3">
            {mayReadEvents ? (
              <TextLink href={auditHref({}, { operator: operatorId })}>{t('ceilings.events')}</TextLink>
            ) : null}
            <SeeAlarm alarmId={id} see={see} label={t('seen')} describe={t('seenOf', { what: title })} />
          </span>
        }
      >
        <strong className="font-semibold">{title}</strong> — {who}
        <br />
        {text} · <Moment atMs={atMs} locale={locale} />
      </Banner>
    )
  })
}

function sayAlarm(alarm: CeilingAlarm, locale: Locale, { t, approvals }: Words): { title: string; text: string } {
  const { operatorName, kind: of, max, used, sinceMs, atMs, checkerName } = alarm
  const named = { name: operatorName, kind: approvals(`ceiling.kinds.${of}`) }
  if (used === null) {
    return { title: t('ceilings.raised', named), text: t('ceilings.raisedText', { max, checker: checkerName ?? '—' }) }
  }
  const since = formatTimeOfDay(sinceMs ?? atMs, locale)
  return { title: t('ceilings.reached', named), text: t('ceilings.reachedText', { used, max, since }) }
}
