import type { ReactNode } from 'react'
import { ActFields } from '#components/acts/act-fields.tsx'
import type { ActAction } from '#components/acts/act-state.ts'
import { isolate } from '#components/format/isolate.ts'
import { Banner } from '#components/ui/banner.tsx'
import type { ButtonVariant } from '#components/ui/button-style.ts'
import {
  acceptedForForeign,
  acceptedProofs,
  isCodeOnlyForForeign,
  isProvenAct,
  type ProvenAct,
} from '#domain/operator/act-proofs.ts'
import { grantOf, type Permission } from '#domain/operator/permission.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { Act } from './act.tsx'
import { ActProof } from './act-proof.tsx'
import type { Acting } from './acting.ts'
import { ApprovalChip } from './approval-chip.tsx'
import { AskAct, type AskActProps } from './ask-act.tsx'
import { isApproved } from './read-customer-approvals.ts'

type ActName =
  | 'reissue'
  | 'reprint'
  | 'deactivateDevice'
  | 'blockDevice'
  | 'resynchronise'
  | 'deactivateEnrollment'
  | 'suspend'
  | 'unsuspend'
  | 'unlock'

type GuardedActProps = Pick<Acting, 'role' | 't'> & {
  name: ActName
  permission: Permission
  customer: DeskCustomer
  /** Where the proofs asked for are not those of the permission; null: what it asks for proves by itself. */
  proven?: ProvenAct | null
  action: ActAction
  trigger: string
  title: string
  explain: ReactNode
  variant?: ButtonVariant
  danger?: boolean
  /** How a second person is asked for the act, by those who may not do it alone. */
  ask?: Pick<AskActProps, 'target' | 'shown'>
  /** What the act asks for beside its reason and proof. */
  children?: ReactNode
}

/**
 * The act's button for those who may; for those who must ask, one that asks; and for all that it is asked for already. It
 * only hides and shows: the act itself asks the same table again.
 */
export function GuardedAct(props: GuardedActProps) {
  const { role, permission, customer, trigger, ask } = props
  const { answer } = grantOf(role, permission)
  if (!ask) return answer === 'yes' ? <OwnAct {...props} /> : null
  return (
    <span className="flex flex-wrap items-center gap-2 [&>button]:grow">
      <ApprovalChip customerId={customer.id} target={ask.target} />
      {answer === 'yes' ? <OwnAct {...props} /> : null}
      {answer === 'ask' || (answer === 'yes' && isForeignHere(props)) ? (
        <AskAct {...ask} {...{ customer, role, trigger }} />
      ) : null}
    </span>
  )
}

/** Whether the operator's own word is not enough here: the customer is another branch's. */
function isForeignHere({ permission, customer }: GuardedActProps): boolean {
  return customer.isForeign && isProvenAct(permission) && isCodeOnlyForForeign(permission)
}

async function OwnAct(props: GuardedActProps) {
  const { role, t, name, trigger, customer, permission, ask, variant = 'secondary' } = props
  const own = isProvenAct(permission) ? permission : null
  const proven = props.proven === undefined ? own : props.proven
  const isForeign = isForeignHere(props) && !(ask && (await isApproved(customer.id, ask.target)))
  const levels = proven ? (isForeign ? acceptedForForeign : acceptedProofs)(proven, role) : []
  const why = isForeign ? t('acts.foreign', { branch: isolate(customer.branchName) }) : null
  return (
    <Act
      action={props.action}
      trigger={trigger}
      title={props.title}
      submit={t(`acts.${name}.submit`)}
      variant={variant}
      danger={props.danger ?? false}
      size="small"
    >
      <ActFields explain={props.explain} t={t}>
        {props.children}
        {why ? <Banner tone="info">{why}</Banner> : null}
        <ActProof levels={levels} customer={customer} />
      </ActFields>
    </Act>
  )
}
