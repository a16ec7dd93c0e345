import { actionWord } from '#components/audit/action-word.ts'
import { splitMaskedPan } from '#components/format/format-card.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'
import type { Tone } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline, TimelineItem } from '#components/ui/timeline.tsx'
import type { Reason } from '#domain/reason/reason.ts'
import type { Around } from '#server/verifications/read-verification.ts'

type AroundListProps = {
  around: readonly Around[]
  /** What it is all around. */
  center: { id: string; atMs: number; label: string }
  locale: Locale
  words: { t: Translator<'verifications'>; reasons: Translator<'reasons'>; audit: Translator<'audit'> }
}

/** What else happened to this customer shortly before and after. */
export function AroundList({ around, center, locale, words }: AroundListProps) {
  const { t } = words
  if (around.length === 0) return <EmptyState title={t('around.empty')} />
  const before = around.filter(({ atMs, id }) => atMs < center.atMs || (atMs === center.atMs && id < center.id))
  const after = around.filter((each) => !before.includes(each))
  const line = (each: Around) => (
    <TimelineItem
      key={each.id}
      time={<Moment atMs={each.atMs} as="time-seconds" locale={locale} />}
      tone={toneOf(each)}
      aside={distance(each.atMs - center.atMs, locale, t)}
    >
      <AroundLine each={each} locale={locale} words={words} />
    </TimelineItem>
  )
  return (
    <Timeline label={t('around.title')}>
      {before.map(line)}
      <TimelineItem time={<Moment atMs={center.atMs} as="time-seconds" locale={locale} />} tone="info">
        <strong className="font-semibold text-accent-strong">{center.label}</strong>
      </TimelineItem>
      {after.map(line)}
    </Timeline>
  )
}

type AroundLineProps = Pick<AroundListProps, 'locale' | 'words'> & { each: Around }

function AroundLine({ each, locale, words: { t, reasons, audit } }: AroundLineProps) {
  if (each.kind === 'act') {
    return (
      <>
        {actionWord(each.what, audit)}
        {each.actorName ? <span className="text-ink-3"> · {each.actorName}</span> : null}
        {each.reason ? <span className="text-ink-2"> · {each.reason}</span> : null}
      </>
    )
  }
  if (each.kind === 'sms') {
    return (
      <>
        {t('around.sms')}: {t(`templates.${each.template as 'otp'}`)} · {t(`smsStates.${each.what as 'queued'}`)}
        {each.endedAtMs ? (
          <span className="text-ink-3"> · {formatDuration((each.endedAtMs - each.atMs) / 1000, locale)}</span>
        ) : null}
      </>
    )
  }
  const said = each.kind === 'verification' ? reasons(`${each.what as Reason}.title`) : sayRequest(each, t, reasons)
  return (
    <>
      {each.kind === 'verification' ? (
        <TextLink href={`/verifications/${each.id}`}>{`${t('around.verification')}: ${said}`}</TextLink>
      ) : (
        `${t('around.otp_request')}: ${said}`
      )}
      <span className="text-ink-2">
        {each.amount === null ? null : (
          <>
            {' · '}
            <Money amountRials={each.amount} locale={locale} />
          </>
        )}
        {each.payeeName ? ` · ${each.payeeName}` : null}
        {each.terminalId && !each.payeeName ? (
          <>
            {' · '}
            <Code>{each.terminalId}</Code>
          </>
        ) : null}
        {each.cardMasked ? (
          <>
            {' · '}
            <MaskedCard {...splitMaskedPan(each.cardMasked)} short locale={locale} />
          </>
        ) : null}
      </span>
    </>
  )
}

function sayRequest({ what, reason }: Around, t: Translator<'verifications'>, reasons: Translator<'reasons'>): string {
  const state = t(`requestStates.${what as 'sent'}`)
  return reason ? `${state} (${reasons(`${reason as Reason}.title`)})` : state
}

function toneOf({ kind, what }: Around): Tone {
  if (kind === 'act') return 'info'
  if (kind === 'verification') return what === 'accepted' ? 'ok' : 'bad'
  if (['failed', 'rejected', 'suppressed', 'exhausted'].includes(what)) return 'bad'
  if (['delivered', 'used'].includes(what)) return 'ok'
  return ['queued', 'sent', 'accepted'].includes(what) ? 'info' : 'off'
}

function distance(ms: number, locale: Locale, t: Translator<'verifications'>): string {
  if (Math.abs(ms) < 1000) return t('around.same')
  const length = formatDuration(ms / 1000, locale)
  return ms < 0 ? t('around.before', { length }) : t('around.after', { length })
}
