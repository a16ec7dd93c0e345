import { Suspense } from 'react'
import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { grantOf, isAllowed, type Permission } from '#domain/operator/permission.ts'
import { ComplaintTile } from './complaints/complaint-tile.tsx'
import {
  ClientChanges,
  ClosedAccounts,
  NewFirstMobiles,
  OperatorAlarms,
  OwnFailedTries,
  SpreadGuesses,
} from './home-alarms.tsx'
import { Counters, Failures, FindBox, HealthPanels, Settings, WaitingApprovals } from './home-parts.tsx'

/** What each role looks after first; every part asks for its own permission again. */
export default async function HomePage() {
  const { operator } = await readRequest()
  const { role } = operator
  const t = await getTranslator('home')
  const may = (permission: Permission): boolean => isAllowed(role, permission)
  const seesAll = may('verification:read_all')
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="mt-4 flex flex-col gap-2 empty:hidden">
        <OwnFailedTries />
        {may('settings:read') ? <ClientChanges /> : null}
        {may('settings:read') ? <ClosedAccounts /> : null}
        {role === 'branch' ? <NewFirstMobiles /> : null}
        {seesAll ? <OperatorAlarms /> : null}
        {seesAll ? <SpreadGuesses /> : null}
      </div>
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {may('customer:find') && !seesAll ? <FindBox /> : null}
          <div className="flex flex-col gap-3">
            {may('customer:find') ? <Counters isOwnBranchOnly={grantOf(role, 'customer:find').scope !== null} /> : null}
            <div className="grid grid-flow-col auto-cols-fr gap-3 empty:hidden max-md:grid-flow-row">
              <WaitingApprovals />
              {worksOnComplaints(role) ? <ComplaintTile /> : null}
            </div>
          </div>
          {may('settings:change') ? <Settings /> : null}
          {seesAll ? (
            <Suspense>
              <Failures />
            </Suspense>
          ) : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <HealthPanels />
        </div>
      </div>
    </>
  )
}
