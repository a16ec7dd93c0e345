import type { ReactNode } from 'react'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import { shownOf } from '#components/approvals/shown-record.ts'
import { SourceBlocks } from '#components/settings/source-blocks.tsx'
import { Thumbprint } from '#components/settings/thumbprint.tsx'
import type { Description } from '#components/ui/description-list.tsx'
import { Code } from '#components/ui/digits.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

/** Of a request about a channel client: who it is, whose key, which addresses; nothing of any other. */
export function clientFacts(approval: ApprovalView, { t, settings }: ApprovalTexts): Description[] {
  const { clientId, clientName, clientKind, thumbprint, sources, sourcesBefore } = shownOf(approval)
  if (!clientId) return []
  const fact = (key: string, term: string, value: ReactNode): Description[] =>
    value === null ? [] : [{ key, term, value }]
  const blocks = (list: readonly string[] | undefined): ReactNode =>
    list ? <SourceBlocks sources={list} anywhere={t('facts.anywhere')} /> : null
  const isApproved = approval.state === 'approved'
  return [
    ...fact('clientName', t('facts.clientName'), <bdi className="font-medium">{clientName}</bdi>),
    ...fact('clientId', t('facts.clientId'), <Code>{clientId}</Code>),
    ...fact('clientKind', t('facts.clientKind'), clientKind ? settings(`kinds.${clientKind}`) : null),
    ...fact('thumbprint', t('facts.thumbprint'), thumbprint ? <Thumbprint thumbprint={thumbprint} /> : null),
    ...fact('sources', t('facts.sources'), blocks(sources)),
    ...fact('sourcesBefore', t(isApproved ? 'facts.sourcesWere' : 'facts.sourcesBefore'), blocks(sourcesBefore)),
    ...fact(
      'handover',
      t('facts.handover'),
      thumbprint && isApproved ? <TextLink href="/settings#handovers">{t('facts.handoverLink')}</TextLink> : null,
    ),
  ]
}
