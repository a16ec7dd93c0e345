import { actTitle } from '#components/approvals/approval-words.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ClientChanges } from '#server/overview/list-client-changes.ts'

type ClientAlarmsProps = ClientChanges & {
  /** Where a request is answered; null for who only sees. */
  hrefOf: ((approvalId: string) => string) | null
  nowMs: number
  locale: Locale
  t: Translator<'home'>
  approvals: Translator<'approvals'>
}

/** Who may call this system is being changed, or was lately, by others: for administrators and the auditor. */
export function ClientAlarms({ changes, disabled, hrefOf, nowMs, locale, t, approvals }: ClientAlarmsProps) {
  const settings = <TextLink href="/settings">{t('clientChanges.see')}</TextLink>
  return (
    <>
      {changes.map(({ id, act, clientName, makerName, checkerName, atMs }) => (
        <Banner
          key={id}
          tone={checkerName === null ? 'warn' : 'info'}
          action={
            checkerName === null && hrefOf ? (
              <TextLink href={hrefOf(id)}>{t('clientChanges.answer')}</TextLink>
            ) : (
              settings
            )
          }
        >
          <strong className="font-semibold">
            {actTitle(act, approvals)}: <bdi>{clientName}</bdi>
          </strong>
          <br />
          {checkerName === null
            ? t('clientChanges.asked', { maker: makerName })
            : t('clientChanges.done', { maker: makerName, checker: checkerName })}
          {' · '}
          <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
        </Banner>
      ))}
      {disabled.map(({ id, name, atMs }) => (
        <Banner key={id} tone="info" action={settings}>
          <strong className="font-semibold">
            {t('clientChanges.disabled')}: <bdi>{name}</bdi>
          </strong>
          {' · '}
          <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
        </Banner>
      ))}
    </>
  )
}
