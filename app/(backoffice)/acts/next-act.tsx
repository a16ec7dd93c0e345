import type { ReactNode } from 'react'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { type Answer, grantOf, type Permission, roles } from '#domain/operator/permission.ts'
import type { DeskAct } from '#domain/reason/next-act.ts'
import type { Reason } from '#domain/reason/reason.ts'
import { nextActOf } from '#domain/reason/reason.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { AppError } from '#server/app-error.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { type Acting, openEnrollment } from './acting.ts'
import { DeviceAct } from './device/device-acts.tsx'
import { ResynchroniseAct } from './enrollment/enrollment-acts.tsx'
import { type ActSubject, findActSubject } from './find-act-subject.ts'
import { UnlockAct, UnsuspendAct } from './guard/guard-acts.tsx'
import { LiftCoolingOff } from './lift-cooling-off.tsx'
import { ReissueAct } from './token/token-acts.tsx'

export type NextActOn = {
  customerId: string | null
  reason: Reason
  card: { id: string; pinKind: PinKind } | null
  deviceId: string | null
}
type NextActProps = NextActOn & { complaintAction?: ReactNode }
type On = ActSubject & { acting: Acting; nowMs: number }

const permissionOf: Partial<Record<DeskAct, Permission>> = {
  reissue: 'activation_token:reissue',
  resynchronise: 'activation_token:reissue',
  unlock: 'guard:unlock',
  unsuspend: 'guard:unsuspend',
  deactivate_device: 'device:deactivate',
  lift_cooling_off: 'activation_token:reissue',
}

/** The button that answers a reason, or the sentence that says why there is none: not needed any more, not yours, not the desk's. */
export async function NextAct({ complaintAction, ...on }: NextActProps) {
  const { act, turn } = nextActOf(on.reason)
  const words = await getTranslator('verifications')
  if (turn !== null) return <Note>{words(`nextAct.turns.${turn}`)}</Note>
  if (act === 'open_complaint') return complaintAction ?? null
  const customer = await findCustomer(on.customerId)
  if (customer === null) return null
  const { operator, locale } = await readRequest()
  const { role } = operator
  const t = await getTranslator('customers')
  const permission = permissionOf[act]
  if (permission && !canPress(act, grantOf(role, permission).answer)) {
    const shell = await getTranslator('shell')
    const able = roles.filter((each) => grantOf(each, permission).answer === 'yes')
    const list = new Intl.ListFormat(locale).format(able.map((each) => shell(`roles.${each}`)))
    return <Note>{words('nextAct.whoCan', { act: words(`nextAct.acts.${act}`), roles: list })}</Note>
  }
  const { nowMs } = await readRequest()
  const acting = { customer, role, t, locale }
  return drawAct(act, { acting, nowMs, ...findActSubject(customer, on) }) ?? <Note>{words(`nextAct.over.${act}`)}</Note>
}

/** Whoever must ask gets a button that asks; resynchronising nobody asks for, since the codes would be old. */
function canPress(act: DeskAct, answer: Answer): boolean {
  return answer === 'yes' || (answer === 'ask' && act !== 'resynchronise')
}

function Note({ children }: { children: ReactNode }) {
  return <p className="text-sm text-ink-3">{children}</p>
}

function drawAct(act: Exclude<DeskAct, 'open_complaint'>, { acting, found, device, nowMs }: On): ReactNode {
  const { pin, card } = found ?? {}
  switch (act) {
    case 'unlock':
      return found && pin?.lock ? <UnlockAct {...acting} {...found} /> : null
    case 'unsuspend':
      return found && pin && pin.suspendedAtMs !== null ? <UnsuspendAct {...acting} {...found} /> : null
    case 'reissue': {
      const canIssue = pin && openEnrollment(pin.app) && pin.suspendedAtMs === null && card?.status === 'active'
      return found && canIssue ? <ReissueAct {...acting} {...found} /> : null
    }
    case 'deactivate_device':
      return device ? <DeviceAct {...acting} device={device} /> : null
    case 'resynchronise':
      return found && pin?.app?.status === 'active' && pin.suspendedAtMs === null ? (
        <ResynchroniseAct {...acting} {...found} />
      ) : null
    case 'lift_cooling_off':
      return (acting.customer.coolingOffUntilMs ?? 0) > nowMs ? (
        <LiftCoolingOff customer={acting.customer} role={acting.role} />
      ) : null
  }
}

/** Null for nobody's card, and for a record that is not in this operator's hand. */
async function findCustomer(customerId: string | null): Promise<DeskCustomer | null> {
  if (customerId === null) return null
  try {
    return await ask('read-customer', { customerId })
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) return null
    throw error
  }
}
