import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { sayCapped } from '#components/approvals/approval-tabs.tsx'
import { FindForm } from '#components/customers/find-form.tsx'
import { ChannelsSeen } from '#components/home/channels-seen.tsx'
import { CounterTile } from '#components/home/counter-tile.tsx'
import { CustomerCounters } from '#components/home/customer-counters.tsx'
import { LatestFailures } from '#components/home/latest-failures.tsx'
import { SettingsGlance } from '#components/home/settings-glance.tsx'
import { SmsHealth } from '#components/home/sms-health.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { approvalActs, mayCheckApproval } from '#domain/operator/approval.ts'
import { countApprovals } from '#server/approvals/count-approvals.ts'
import { countCustomersByState } from '#server/overview/list-customers-by-state.ts'
import { listLatestFailures } from '#server/overview/list-latest-failures.ts'
import { readHealth } from '#server/overview/read-health.ts'
import { readChannelClients, readPolicyFigures, readStaff } from '#server/settings/read-settings.ts'
import { listedLogFields } from '#server/verifications/log-fields.ts'
import { find } from './customers/actions.ts'

export async function FindBox() {
  const { operator } = await readRequest()
  const [t, customers] = await getTranslators('home', 'customers')
  return (
    <Panel title={t('find.label')}>
      <div className="-mt-4 p-4">
        <FindForm
          action={find}
          operatorId={operator.id}
          start={null}
          labels={{
            label: customers('find.label'),
            hint: customers('find.hint'),
            submit: customers('find.submit'),
            pending: customers('find.pending'),
          }}
        />
      </div>
    </Panel>
  )
}

export async function Counters({ isOwnBranchOnly }: { isOwnBranchOnly: boolean }) {
  const { services, ctx, locale } = await readRequest()
  const t = await getTranslator('home')
  const counts = await orLeave(countCustomersByState(services, ctx))
  return <CustomerCounters counts={counts} isOwnBranchOnly={isOwnBranchOnly} locale={locale} t={t} />
}

/** Nothing for a role that never answers requests. */
export async function WaitingApprovals() {
  const { services, ctx, operator, locale } = await readRequest()
  const { role } = operator
  const t = await getTranslator('approvals')
  if (!approvalActs.some((act) => mayCheckApproval(role, act))) return null
  const { waiting } = await orLeave(countApprovals(services, ctx))
  return (
    <CounterTile
      href="/approvals"
      icon="check"
      count={sayCapped(waiting, locale)}
      label={t('home.label')}
      aside={t(waiting === 0 ? 'home.none' : 'home.aside')}
    />
  )
}

export async function Failures() {
  const { services, ctx, locale, nowMs } = await readRequest()
  const [t, verifications, reasons] = await getTranslators('home', 'verifications', 'reasons')
  const rows = await orLeave(listLatestFailures(services, ctx))
  return (
    <LatestFailures
      rows={rows}
      fields={listedLogFields}
      nowMs={nowMs}
      locale={locale}
      words={{ t, verifications, reasons }}
    />
  )
}

export async function HealthPanels() {
  const { services, ctx, locale, nowMs } = await readRequest()
  const t = await getTranslator('home')
  const { sms, channels } = await orLeave(readHealth(services, ctx))
  return (
    <>
      <SmsHealth sms={sms} locale={locale} t={t} />
      <ChannelsSeen channels={channels} nowMs={nowMs} locale={locale} t={t} />
    </>
  )
}

export async function Settings() {
  const { services, ctx, nowMs } = await readRequest()
  const t = await getTranslator('home')
  const [staff, clients, policy] = await orLeave(
    Promise.all([readStaff(services, ctx), readChannelClients(services, ctx), readPolicyFigures(services, ctx)]),
  )
  return <SettingsGlance staff={staff} clients={clients} policy={policy} nowMs={nowMs} t={t} />
}
