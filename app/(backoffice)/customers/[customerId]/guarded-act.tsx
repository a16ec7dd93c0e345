import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { ActDialog } from '#components/customers/act-dialog.tsx'
import { ActFields } from '#components/customers/act-fields.tsx'
import type { ActAction } from '#components/customers/act-state.ts'
import { Button } from '#components/ui/button.tsx'
import type { ButtonVariant } from '#components/ui/button-style.ts'
import { grantOf, type Permission } from '#domain/permission.ts'
import { type Acting, type ActName, labelsOf, proofsFor } from './act-parts.ts'

/** The page's one sentence on what needs a second person. */
export const ASK_NOTE_ID = 'ask-note'

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
}

/**
 * The act's button for those who may; for those who must ask, the button at rest, described by the sentence that says whom. It
 * only hides and shows: the act itself asks the same table again.
 */
export function GuardedAct(props: GuardedActProps) {
  const { role, t, name, permission, trigger, variant = 'secondary' } = props
  const { answer } = grantOf(role, permission)
  if (answer === 'no') return null
  if (answer === 'ask') {
    return (
      <Button size="small" disabled aria-describedby={ASK_NOTE_ID}>
        {trigger}
      </Button>
    )
  }
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
