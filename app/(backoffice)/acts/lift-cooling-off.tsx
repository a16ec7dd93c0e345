import { getTranslator } from '#app/locale.ts'
import { mayRequestApproval } from '#domain/operator/approval.ts'
import type { Role } from '#domain/operator/permission.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { ApprovalChip } from './approval-chip.tsx'
import { AskAct } from './ask-act.tsx'

/** Asks a second person to end the cooling-off before its time; nobody ends one alone. */
export async function LiftCoolingOff({ customer, role }: { customer: DeskCustomer; role: Role }) {
  const t = await getTranslator('customers')
  const { id: customerId, mobileMasked: mobile, coolingOffUntilMs } = customer
  const target = { act: 'cooling_off:lift', payload: { customerId } } as const
  return (
    <span className="flex flex-wrap items-center gap-2">
      <ApprovalChip customerId={customerId} target={target} />
      {mobile !== null && mayRequestApproval(role, 'cooling_off:lift', { isForeign: false }) ? (
        <AskAct
          {...{ customer, role, target }}
          shown={{ mobile, coolingOffUntilMs }}
          trigger={t('acts.liftCoolingOff.button')}
        />
      ) : null}
    </span>
  )
}
