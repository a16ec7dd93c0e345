import { actionWord } from '#components/audit/action-word.ts'
import { type DataWords, listAuditData } from '#components/audit/audit-data.tsx'
import { auditHref } from '#components/audit/audit-href.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type Description, DescriptionList } from '#components/ui/description-list.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { AuditListRow } from '#server/audit/list-audit-events.ts'

type AuditDetailProps = {
  row: AuditListRow
  mayOpenCustomer: boolean
  locale: Locale
  words: DataWords & { proofs: Translator<'customers'>; roleName: (role: string) => string }
  closeHref: string
}

/** One event whole: who, whom, why, how they knew, and what else was written. */
export function AuditDetail({ row, mayOpenCustomer, locale, words, closeHref }: AuditDetailProps) {
  const { t } = words
  const known = listKnown({ row, mayOpenCustomer, locale, words })
  const data = listAuditData(row.data, locale, words)
  return (
    <Panel
      title={actionWord(row.action, t)}
      actions={
        <TextLink data-close href={closeHref}>
          {t('detail.close')}
        </TextLink>
      }
      className="xl:sticky xl:top-20"
    >
      <DescriptionList items={[...known, ...data, ...listTrace(row, t)]} />
    </Panel>
  )
}

function listKnown({ row, mayOpenCustomer, locale, words }: Omit<AuditDetailProps, 'closeHref'>): Description[] {
  const { t, proofs, roleName } = words
  const said = (key: 'operator' | 'branch' | 'customer' | 'reason' | 'proof' | 'card', value: Description['value']) =>
    value ? [{ key, term: t(`columns.${key}`), value }] : []
  const operator = row.actorName === 'anonymous' ? t('nobody') : row.actorName
  const proofKey = `acts.proofs.${row.proof}` as 'acts.proofs.card_and_pin'
  return [
    { key: 'time', term: t('columns.time'), value: <Moment atMs={row.atMs} locale={locale} /> },
    ...said('operator', row.actorRole ? `${operator} · ${roleName(row.actorRole)}` : operator),
    ...said('branch', row.branchName),
    ...said('customer', <Customer row={row} mayOpen={mayOpenCustomer} t={t} />),
    ...said('reason', row.reason),
    ...said('proof', row.proof && (proofs.has(proofKey) ? proofs(proofKey) : row.proof)),
  ].filter(({ key }) => key !== 'customer' || row.customerId !== null)
}

function Customer({ row, mayOpen, t }: { row: AuditListRow; mayOpen: boolean; t: Translator<'audit'> }) {
  const name = row.customerName ?? t('someCustomer')
  return (
    <span className="flex flex-wrap gap-x-3">
      {mayOpen ? <TextLink href={`/customers/${row.customerId}`}>{name}</TextLink> : name}
      <TextLink href={auditHref({}, { customer: row.customerId })}>{t('detail.ofCustomer')}</TextLink>
    </span>
  )
}

function listTrace({ subjectKind, subjectId, ip, requestId }: AuditListRow, t: Translator<'audit'>): Description[] {
  const code = (value: string) => <Code className="text-xs wrap-anywhere">{value}</Code>
  const isVerification = subjectKind === 'verification' && subjectId !== null
  return [
    ...(subjectId
      ? [
          {
            key: 'subject',
            term: t('columns.subject'),
            value: isVerification ? (
              <TextLink href={`/verifications/${subjectId}`}>{code(subjectId)}</TextLink>
            ) : (
              code(subjectId)
            ),
          },
        ]
      : []),
    ...(ip ? [{ key: 'ip', term: t('columns.ip'), value: code(ip) }] : []),
    { key: 'request', term: t('columns.request'), value: code(requestId) },
  ]
}
