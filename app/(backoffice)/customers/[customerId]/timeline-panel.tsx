import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { KeysetPages } from '#components/data-table/keyset-pages.tsx'
import type { Locale } from '#components/locale/locale.ts'
import { CustomerTimeline } from '#components/timeline/customer-timeline.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'
import { grantOf, type Role } from '#domain/operator/permission.ts'
import { isReason } from '#domain/reason/reason.ts'
import { catalogues } from '#messages/catalogue.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { addressOf, kinds, type Wish } from './search-params.ts'

type TimelinePanelProps = {
  customerId: string
  wish: Wish
  role: Role
  nowMs: number
  locale: Locale
  t: CustomerTexts
}

export async function TimelinePanel({ customerId, wish, role, nowMs, locale, t }: TimelinePanelProps) {
  const { services, ctx } = await readRequest()
  const common = await getTranslator('common')
  const { entries, older } = await orLeave(readTimeline(services, ctx, { customerId, ...wish }))
  const items = [null, ...kinds].map((kind) => ({
    href: addressOf({ customerId, kind, before: null }),
    label: kind === null ? t('timeline.all') : t(`timeline.kinds.${kind}`),
    current: kind === wish.kind,
  }))
  const reasons = await getTranslator('reasons')
  const texts = {
    t,
    reasonTitle: (reason: string) => (isReason(reason) ? reasons(`${reason}.title`) : reason),
    actionTitles: catalogues[locale].audit.actions,
    approvalActs: catalogues[locale].approvals.acts,
    complaintWords: catalogues[locale].complaints,
  }
  const mayOpenVerifications = grantOf(role, 'verification:read').answer === 'yes'
  return (
    <Panel
      title={t('timeline.title')}
      actions={<SegmentedLinks label={t('timeline.filter')} items={items} />}
      className="mt-4"
    >
      <div id="timeline">
        {entries.length === 0 ? (
          <EmptyState title={t(wish.kind === null ? 'timeline.none' : 'timeline.noneOfKind')}>
            {t(wish.kind === null ? 'timeline.noneText' : 'timeline.noneOfKindText')}
          </EmptyState>
        ) : (
          <CustomerTimeline entries={entries} {...{ customerId, nowMs, locale, texts, mayOpenVerifications }} />
        )}
      </div>
      <KeysetPages
        newerHref={wish.before === null ? null : addressOf({ customerId, kind: wish.kind, before: null })}
        olderHref={older === null ? null : addressOf({ customerId, kind: wish.kind, before: older })}
        labels={{ pages: common('pages'), newer: t('timeline.newest'), older: common('older') }}
      />
    </Panel>
  )
}
