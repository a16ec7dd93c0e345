import { splitMaskedPan } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type Description, DescriptionList } from '#components/ui/description-list.tsx'
import { Code, Digits } from '#components/ui/digits.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { logHref } from '#components/verifications/log-href.ts'
import type { AskedRow, VerificationPageRow } from '#server/verifications/read-verification.ts'

type FactsProps = {
  verification: VerificationPageRow
  asked: AskedRow | null
  /** Whether values lead to the log of everybody's verifications. */
  mayPivot: boolean
  locale: Locale
  t: Translator<'verifications'>
}

export function VerificationFacts(props: FactsProps) {
  return <DescriptionList items={listFacts(props).filter(({ value }) => value !== null)} />
}

function listFacts({ verification: v, asked, mayPivot, locale, t }: FactsProps): Description[] {
  const pivot = (name: string, value: string | null, shown = value) => {
    if (value === null || shown === null) return null
    const code = <Code>{shown}</Code>
    return mayPivot ? <TextLink href={logHref({}, { range: 'month', [name]: value })}>{code}</TextLink> : code
  }
  const fact = (key: Parameters<typeof factName>[0], value: Description['value']): Description => ({
    key,
    term: factName(key, t),
    value,
  })
  return [
    fact('time', <Moment atMs={v.atMs} locale={locale} />),
    fact('card', <CardAndPin verification={v} locale={locale} t={t} />),
    fact('method', v.method ? t(`methods.${v.method}`) : t('methods.none')),
    fact('enrollment', v.enrollmentMethod ? <Enrollment verification={v} locale={locale} t={t} /> : null),
    fact('device', v.deviceId ? pivot('device', v.deviceId, v.deviceModel ?? v.deviceId) : null),
    fact(
      'channel',
      mayPivot ? (
        <TextLink href={logHref({}, { range: 'month', client: v.channelClientId })}>
          {v.channelClientName ?? v.channelClientId}
        </TextLink>
      ) : (
        (v.channelClientName ?? v.channelClientId)
      ),
    ),
    fact('ip', pivot('ip', v.clientIp)),
    fact('requester', pivot('requester', v.requesterId)),
    fact('reference', asked ? <Digits value={asked.referenceNumber} locale={locale} /> : null),
    fact('paymentReference', v.paymentReference ? <Code>{v.paymentReference}</Code> : null),
    fact('response', <Digits value={v.responseCode} locale={locale} />),
    fact('counted', v.outcome === 'accepted' ? null : v.counted ? t('facts.yes') : t('facts.no')),
    fact('attemptsLeft', v.attemptsLeft === null ? null : <Digits value={String(v.attemptsLeft)} locale={locale} />),
    fact('id', <Code className="text-xs wrap-anywhere">{v.id}</Code>),
  ]
}

type FactName =
  | 'time'
  | 'card'
  | 'method'
  | 'enrollment'
  | 'device'
  | 'channel'
  | 'ip'
  | 'requester'
  | 'reference'
  | 'paymentReference'
  | 'response'
  | 'counted'
  | 'attemptsLeft'
  | 'id'

function factName(key: FactName, t: Translator<'verifications'>): string {
  return t(`facts.${key}`)
}

type PartProps = Pick<FactsProps, 'verification' | 'locale' | 't'>

function CardAndPin({ verification: { cardMasked, pinKind }, locale, t }: PartProps) {
  return (
    <>
      <MaskedCard {...splitMaskedPan(cardMasked)} locale={locale} /> · {t(`pinKinds.${pinKind}`)}
    </>
  )
}

function Enrollment({ verification, locale, t }: PartProps) {
  const { enrollmentMethod, enrollmentStatus, enrollmentSinceMs } = verification
  return (
    <>
      {t(`methods.${enrollmentMethod ?? 'none'}`)} · {t(`enrollmentStates.${enrollmentStatus as 'active'}`)}
      {enrollmentSinceMs ? (
        <span className="text-ink-3">
          {' · '}
          <Moment atMs={enrollmentSinceMs} as="date" locale={locale} />
        </span>
      ) : null}
    </>
  )
}
