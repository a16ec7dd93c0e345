import type { Metadata } from 'next'
import { NextAct } from '#app/(backoffice)/acts/next-act.tsx'
import { ComplainOfCustomer } from '#app/(backoffice)/complaints/complain-of-customer.tsx'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AroundList } from '#components/verifications/around-list.tsx'
import { EventFacts } from '#components/verifications/event-facts.tsx'
import { EventVerdict } from '#components/verifications/event-verdict.tsx'
import { readEvent } from '#server/customers/read-event.ts'

type Props = { params: Promise<{ customerId: string; eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('verifications'))('event.title') }
}

/** Why a code was not sent, an SMS did not come or an activation was refused: what a verification's page is for the rest. */
export default async function EventPage({ params }: Props) {
  const { customerId, eventId } = await params
  const { services, ctx, locale, nowMs } = await readRequest()
  const [t, reasons, audit, common] = await getTranslators('verifications', 'reasons', 'audit', 'common')
  const page = await orLeave(readEvent(services, ctx, { customerId, eventId }))
  const { entry, subject, reason, around } = page
  const { cardId, pinKind, deviceId } = subject
  const card = cardId && pinKind ? { id: cardId, pinKind } : null
  return (
    <>
      <PageHeader
        title={t('event.title')}
        sub={
          <>
            <TextLink href={`/customers/${customerId}`}>{t('event.record')}</TextLink>
            <Moment atMs={entry.atMs} as="long" locale={locale} />
          </>
        }
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {reason === null ? (
            <Panel>
              <EmptyState title={t('event.nothingWrong')}>{t('event.nothingWrongText')}</EmptyState>
            </Panel>
          ) : (
            <EventVerdict
              page={{ ...page, reason }}
              nowMs={nowMs}
              locale={locale}
              words={{ t, reasons }}
              copiedLabel={common('copied')}
              nextAct={<NextAct customerId={customerId} reason={reason} card={card} deviceId={deviceId} />}
              actions={<ComplainOfCustomer customerId={customerId} reason={reason} />}
            />
          )}
          <Panel title={t('around.title')}>
            <AroundList
              around={around}
              center={{ id: entry.id, atMs: entry.atMs, label: t('around.thisEvent') }}
              locale={locale}
              words={{ t, reasons, audit }}
            />
          </Panel>
        </div>
        <Panel title={t('event.facts')}>
          <EventFacts page={page} locale={locale} words={{ t, audit }} />
        </Panel>
      </div>
    </>
  )
}
