import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { CeilingAlarms } from '#components/home/ceiling-alarms.tsx'
import { ClientAlarms } from '#components/home/client-alarms.tsx'
import { FirstMobiles } from '#components/home/first-mobiles.tsx'
import { GuessAlarms } from '#components/home/guess-alarms.tsx'
import { ShutAccounts } from '#components/home/shut-accounts.tsx'
import { FailedTriesBanner } from '#components/operators/failed-tries-banner.tsx'
import { mayCheckApproval } from '#domain/operator/approval.ts'
import { isAllowed } from '#domain/operator/permission.ts'
import { readFailedBefore } from '#server/operators/read-own-account.ts'
import { listCeilingAlarms } from '#server/overview/list-ceiling-alarms.ts'
import { listClientChanges } from '#server/overview/list-client-changes.ts'
import { listFirstMobiles } from '#server/overview/list-first-mobiles.ts'
import { listGuessAlarms } from '#server/overview/list-guess-alarms.ts'
import { listShutAccounts } from '#server/overview/list-shut-accounts.ts'
import { approvalsHref } from './approvals/search-params.ts'
import { seeAlarm } from './see-alarm-action.ts'

export async function SpreadGuesses() {
  const { services, ctx, locale } = await readRequest()
  const t = await getTranslator('home')
  return <GuessAlarms alarms={await orLeave(listGuessAlarms(services, ctx))} see={seeAlarm} locale={locale} t={t} />
}

export async function OperatorAlarms() {
  const { services, ctx, operator, locale } = await readRequest()
  const { role } = operator
  const [t, approvals, shell] = await getTranslators('home', 'approvals', 'shell')
  const alarms = await orLeave(listCeilingAlarms(services, ctx))
  const mayReadEvents = isAllowed(role, 'audit:read_all')
  return <CeilingAlarms {...{ alarms, mayReadEvents, locale }} see={seeAlarm} words={{ t, approvals, shell }} />
}

/** What others do about channel clients; who may answer is led to the request. */
export async function ClientChanges() {
  const { services, ctx, operator, locale, nowMs } = await readRequest()
  const { role } = operator
  const [t, approvals] = await getTranslators('home', 'approvals')
  const found = await orLeave(listClientChanges(services, ctx))
  const hrefOf = mayCheckApproval(role, 'channel_client:create') ? (open: string) => approvalsHref({ open }) : null
  return <ClientAlarms {...found} {...{ hrefOf, nowMs, locale, t, approvals }} />
}

export async function NewFirstMobiles() {
  const { services, ctx, locale, nowMs } = await readRequest()
  const t = await getTranslator('home')
  return <FirstMobiles found={await orLeave(listFirstMobiles(services, ctx))} {...{ nowMs, locale, t }} />
}

/** What failed under the operator's own name before this session: they are the first to know. */
export async function OwnFailedTries() {
  const { services, ctx, locale } = await readRequest()
  const t = await getTranslator('me')
  const tries = await orLeave(readFailedBefore(services, ctx))
  return tries === null ? null : <FailedTriesBanner tries={tries} locale={locale} t={t} />
}

export async function ClosedAccounts() {
  const { services, ctx, locale, nowMs } = await readRequest()
  const t = await getTranslator('home')
  const accounts = await orLeave(listShutAccounts(services, ctx))
  return <ShutAccounts accounts={accounts} nowMs={nowMs} locale={locale} t={t} />
}
