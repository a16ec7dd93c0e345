import { SeeAlarm } from '#components/home/see-alarm.tsx'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { GuessAlarm } from '#server/overview/list-guess-alarms.ts'

type GuessAlarmsProps = {
  alarms: readonly GuessAlarm[]
  see: (alarmId: string) => Promise<void>
  locale: Locale
  t: Translator<'home'>
}

/** «حدس پراکنده: درگاه …», for anyone who looks after fraud; nothing while there was none. */
export function GuessAlarms({ alarms, see, locale, t }: GuessAlarmsProps) {
  return alarms.map(({ id, atMs, clientName, merchantId, wrong, sources, cards }) => (
    <Banner
      key={id}
      tone="error"
      action={
        <span className="flex flex-wrap items-center gap-3">
          <TextLink href="/verifications?outcome=rejected">{t('guesses.see')}</TextLink>
          <SeeAlarm
            alarmId={id}
            see={see}
            label={t('seen')}
            describe={t('seenOf', { what: t('guesses.title', { client: clientName }) })}
          />
        </span>
      }
    >
      <strong className="font-semibold">{t('guesses.title', { client: clientName })}</strong>
      {merchantId === null ? null : (
        <>
          {' — '}
          {t('guesses.merchant')} <Code>{merchantId}</Code>
        </>
      )}
      <br />
      {t('guesses.text', { wrong, sources, cards })} · <Moment atMs={atMs} locale={locale} />
    </Banner>
  ))
}
