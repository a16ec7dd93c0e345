import type { Metadata } from 'next'
import { ask } from '#app/ask.ts'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { AssigneeName } from '#components/complaints/assignee-name.tsx'
import { ComplaintFacts } from '#components/complaints/complaint-facts.tsx'
import { ComplaintHistory } from '#components/complaints/complaint-history.tsx'
import { ComplaintState } from '#components/complaints/complaint-state.tsx'
import { ReadyAnswer } from '#components/complaints/ready-answer.tsx'
import { RevealField } from '#components/customers/reveal-field.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Banner } from '#components/ui/banner.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { Reason } from '#domain/reason/reason.ts'
import type { ComplaintPage as ComplaintPageData } from '#server/complaints/read-complaint.ts'
import { CareActs, EndAct, NoteAct } from './complaint-acts.tsx'
import { revealCaller } from './reveal-caller.ts'

type Props = { params: Promise<{ complaintId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('complaints'))('title') }
}

export default async function ComplaintPage({ params }: Props) {
  const { complaintId } = await params
  const { operator, locale, nowMs } = await readRequest()
  const [t, reasons] = await getTranslators('complaints', 'reasons')
  const page = await orLeave(ask('read-complaint', { complaintId }))
  const { complaint, mayWork } = page
  const { number, kind, state, dueAtMs, assigneeName, isAssigneeDisabled } = complaint
  const shown = { nowMs, locale, t }
  return (
    <>
      <PageHeader
        title={t(`kinds.${kind}`)}
        sub={
          <>
            <span>{t('one', { number: localizeDigits(String(number), locale) })}</span>
            <ComplaintState state={state} isOverdue={state !== 'closed' && dueAtMs <= nowMs} t={t} />
            <span>
              {t('page.assignee')}: <AssigneeName name={assigneeName} isDisabled={isAssigneeDisabled} t={t} />
            </span>
          </>
        }
        actions={<LinkButton href="/complaints">{t('page.back')}</LinkButton>}
      />
      {mayWork ? null : (
        <Banner tone="info" className="mt-4">
          {t('page.readOnly')}
        </Banner>
      )}
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ReadyAnswer kind={kind} heading="h2" t={t} />
          <Panel title={t('page.history')}>
            <ComplaintHistory events={page.events} {...shown} />
            {mayWork ? <NoteAct page={page} t={t} /> : null}
          </Panel>
          {mayWork ? <EndAct page={page} t={t} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <Panel title={t('page.facts')} className="max-lg:-order-1">
            <ComplaintFacts
              page={page}
              caller={<Caller page={page} locale={locale} />}
              reasonTitle={(reason) => reasons(`${reason as Reason}.title`)}
              {...shown}
            />
          </Panel>
          {mayWork && state !== 'closed' ? (
            <CareActs page={page} operatorId={operator.id} locale={locale} t={t} />
          ) : null}
        </div>
      </div>
    </>
  )
}

/** A caller without a record: the number they left, shown whole only on record. */
async function Caller({ page: { complaint }, locale }: { page: ComplaintPageData; locale: Locale }) {
  const [t, customers] = await getTranslators('complaints', 'customers')
  const { id, callerMobileMasked: masked } = complaint
  if (masked === null) return t('unknownCaller')
  const labels = {
    show: customers('reveal.show'),
    describe: customers('reveal.mobile'),
    pending: customers('reveal.pending'),
    close: customers('acts.close'),
  }
  return <RevealField masked={localizeDigits(masked, locale)} action={revealCaller.bind(null, id)} labels={labels} />
}
