import type { ReactNode } from 'react'
import { isStanding } from '#components/approvals/approval-state.tsx'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import { clientFacts } from '#components/approvals/client-facts.tsx'
import { Person } from '#components/approvals/person.tsx'
import { shownOf } from '#components/approvals/shown-record.ts'
import { TimeLeft } from '#components/approvals/time-left.tsx'
import type { Description } from '#components/ui/description-list.tsx'
import { Code, Digits } from '#components/ui/digits.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { proofLevels } from '#domain/operator/act-proofs.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

type ShownTo = { nowMs: number; texts: ApprovalTexts }
type FactName =
  | 'customer'
  | 'device'
  | 'card'
  | 'method'
  | 'mobile'
  | 'lockedUntil'
  | 'reprints'
  | 'coolingOffUntil'
  | 'reasonKey'
  | 'ceiling'
  | 'ceilingMax'

/** On what: the customer, and what of the record the act concerns. */
export function recordFacts(approval: ApprovalView, { nowMs, texts }: ShownTo): Description[] {
  const { t, customers, reasons, locale } = texts
  const shown = shownOf(approval)
  const { bin, last4, pinKind, method, model, enrollments, lock, untilMs, reprints, mobile, coolingOffUntilMs } = shown
  const { customerId, customerName } = approval
  const term = (key: FactName, value: ReactNode): Description[] =>
    value === null ? [] : [{ key, term: t(`facts.${key}`), value }]
  const cards = bin && last4 && pinKind ? [{ bin, last4, pinKind }] : (enrollments ?? [])
  return [
    ...term(
      'customer',
      customerId ? (
        <TextLink href={`/customers/${customerId}`}>
          <bdi>{customerName}</bdi>
        </TextLink>
      ) : null,
    ),
    ...term('reasonKey', shown.reason ? reasons(`${shown.reason}.title`) : null),
    ...clientFacts(approval, texts),
    ...term('ceiling', shown.ceiling ? t(`ceiling.kinds.${shown.ceiling.kind}`) : null),
    ...term('ceilingMax', shown.ceiling ? <Digits value={String(shown.ceiling.max)} locale={locale} /> : null),
    ...term('device', model ? <Code>{model}</Code> : null),
    ...term(
      'card',
      cards.length > 0
        ? cards.map((card) => (
            <span key={`${card.last4}-${card.pinKind}`} className="block">
              {customers(`matrix.pins.${card.pinKind}`)} <MaskedCard {...card} locale={locale} />
            </span>
          ))
        : null,
    ),
    ...term('method', method ? customers(`methods.${method}`) : null),
    ...term('mobile', mobile ? <Digits value={mobile} locale={locale} /> : null),
    ...term(
      'lockedUntil',
      untilMs ? (
        <Moment atMs={untilMs} as="relative" nowMs={nowMs} locale={locale} />
      ) : lock ? (
        t('facts.lockedHeld')
      ) : null,
    ),
    ...term(
      'coolingOffUntil',
      coolingOffUntilMs ? <Moment atMs={coolingOffUntilMs} as="relative" nowMs={nowMs} locale={locale} /> : null,
    ),
    ...term('reprints', reprints === undefined ? null : <Digits value={String(reprints)} locale={locale} />),
  ]
}

/** Who asked, when, why, how the customer was known, and until when there is an answer to give. */
export function requestFacts(approval: ApprovalView, { nowMs, texts }: ShownTo): Description[] {
  const { t, customers, shell, locale } = texts
  const { maker, requestedAtMs, reason, expiresAtMs, state } = approval
  const proof = proofLevels.find((each) => each === approval.proof)
  const facts: (Description | null)[] = [
    { key: 'maker', term: t('facts.maker'), value: <Person person={maker} shell={shell} locale={locale} /> },
    {
      key: 'requested',
      term: t('facts.requested'),
      value: <Moment atMs={requestedAtMs} as="relative" nowMs={nowMs} locale={locale} />,
    },
    { key: 'reason', term: t('facts.reason'), value: <span className="whitespace-pre-wrap">{reason}</span> },
    proof ? { key: 'proof', term: t('facts.proof'), value: customers(`acts.proofs.${proof}`) } : null,
    state === 'open'
      ? { key: 'expires', term: t('facts.expires'), value: <TimeLeft {...{ expiresAtMs, nowMs, t }} /> }
      : null,
  ]
  return facts.filter((fact) => fact !== null)
}

/** How it ended: by whom, when, with which words. */
export function decisionFacts(approval: ApprovalView, { nowMs, texts }: ShownTo): Description[] {
  const { t, shell, locale } = texts
  const { checker, decidedAtMs, decisionReason, doneAtMs, standingUntilMs, state } = approval
  const moment = (key: string, term: string, atMs: number | null): Description | null =>
    atMs === null ? null : { key, term, value: <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} /> }
  const facts = [
    checker
      ? { key: 'checker', term: t('facts.checker'), value: <Person person={checker} shell={shell} locale={locale} /> }
      : null,
    moment('decided', t(state === 'approved' || state === 'rejected' ? 'facts.decided' : 'facts.ended'), decidedAtMs),
    decisionReason
      ? {
          key: 'why',
          term: t('facts.decisionReason'),
          value: <span className="font-medium whitespace-pre-wrap">{decisionReason}</span>,
        }
      : null,
    moment('done', t('facts.doneAt'), doneAtMs),
    isStanding(approval) ? moment('standing', t('facts.standingUntil'), standingUntilMs) : null,
  ]
  return facts.filter((fact) => fact !== null)
}
