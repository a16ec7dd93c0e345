import { actionWord } from '#components/audit/action-word.ts'
import { splitMaskedPan } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type Description, DescriptionList } from '#components/ui/description-list.tsx'
import { Code, Digits } from '#components/ui/digits.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'
import type { EventPage } from '#server/customers/read-event.ts'

type EventFactsProps = {
  page: EventPage
  locale: Locale
  words: { t: Translator<'verifications'>; audit: Translator<'audit'> }
}

/** What the entry itself says: which card, which shop, which machine or phone. */
export function EventFacts(props: EventFactsProps) {
  return <DescriptionList items={listFacts(props).filter(({ value }) => value !== null)} />
}

function listFacts({ page, locale, words: { t, audit } }: EventFactsProps): Description[] {
  const { entry, subject, asked } = page
  const facts = entry.facts as Record<string, unknown>
  const data = (facts.data ?? {}) as Record<string, unknown>
  const code = (value: unknown) => (typeof value === 'string' && value !== '' ? <Code>{value}</Code> : null)
  return [
    { key: 'what', term: t('event.title'), value: sayWhat(page, { t, audit }) },
    { key: 'time', term: t('facts.time'), value: <Moment atMs={entry.atMs} locale={locale} /> },
    {
      key: 'card',
      term: t('facts.card'),
      value: subject.cardMasked && (
        <>
          <MaskedCard {...splitMaskedPan(subject.cardMasked)} locale={locale} />
          {subject.pinKind ? ` · ${t(`pinKinds.${subject.pinKind}`)}` : null}
        </>
      ),
    },
    { key: 'payee', term: t('columns.merchant'), value: asked?.payeeName ?? null },
    {
      key: 'amount',
      term: t('columns.amount'),
      value: asked?.amount ? <Money amountRials={asked.amount} withUnit={false} locale={locale} /> : null,
    },
    { key: 'terminal', term: t('columns.terminal'), value: code(asked?.terminalId ?? data.terminalId) },
    {
      key: 'reference',
      term: t('event.reference'),
      value: asked ? <Digits value={asked.referenceNumber} locale={locale} /> : null,
    },
    { key: 'model', term: t('event.model'), value: code(data.model) },
    { key: 'errorCode', term: t('event.errorCode'), value: code(asked?.smsErrorCode ?? facts.errorCode) },
    { key: 'id', term: t('facts.id'), value: <Code className="text-xs wrap-anywhere">{entry.id}</Code> },
  ]
}

function sayWhat({ entry: { kind, facts } }: EventPage, { t, audit }: EventFactsProps['words']): string {
  if (kind === 'otp_request') return `${t('around.otp_request')} · ${t(`requestStates.${facts.state as 'sent'}`)}`
  if (kind === 'sms') {
    return `${t('around.sms')} · ${t(`templates.${facts.template as 'otp'}`)} · ${t(`smsStates.${facts.state as 'queued'}`)}`
  }
  return actionWord(String(facts.action), audit)
}
