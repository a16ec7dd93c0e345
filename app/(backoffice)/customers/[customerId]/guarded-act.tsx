import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { ActDialog } from '#components/customers/act-dialog.tsx'
import { ActFields } from '#components/customers/act-fields.tsx'
import type { ActAction } from '#components/customers/act-state.ts'
import type { ButtonVariant } from '#components/ui/button-style.ts'
import { grantOf, type Permission } from '#domain/permission.ts'
import { type Acting, type ActName, labelsOf, proofsFor } from './act-parts.ts'
import { ApprovalChip } from './approval-chip.tsx'
import { AskAct, type AskActProps } from './ask-act.tsx'

type GuardedActProps = Pick<Acting, 'role' | 't'> & {
  name: ActName
  permission: Permission
  action: ActAction
  trigger: string
  title: string
  explain: ReactNode
  variant?: ButtonVariant
  danger?: boolean
  withoutProof?: boolean
  /** How a second person is asked for the act, by those who may not do it alone. */
  ask?: Pick<AskActProps, 'customer' | 'target' | 'shown'>
}

/**
 * The act's button for those who may; for those who must ask, one that asks; and for all that it is asked for already. It
 * only hides and shows: the act itself asks the same table again.
 */
export function GuardedAct(props: GuardedActProps) {
  const { role, permission, trigger, withoutProof = false, ask } = props
  const { answer } = grantOf(role, permission)
  if (!ask) return answer === 'yes' ? <OwnAct {...props} /> : null
  return (
    <span className="flex flex-wrap items-center gap-2">
      <ApprovalChip customerId={ask.customer.id} target={ask.target} />
      {answer === 'yes' ? <OwnAct {...props} /> : null}
      {answer === 'ask' ? <AskAct {...ask} {...{ role, trigger, withoutProof }} /> : null}
    </span>
  )
}

function OwnAct(props: GuardedActProps) {
  const { role, t, name, trigger, variant = 'secondary' } = props
  return (
    <ActDialog
      action={props.action}
      trigger={trigger}
      title={props.title}
      labels={labelsOf(name, t)}
      submissionId={randomUUID()}
      variant={variant}
      danger={props.danger ?? false}
      size="small"
    >
      <ActFields explain={props.explain} t={t} offered={props.withoutProof ? [] : proofsFor(role)} />
    </ActDialog>
  )
}
