import { readApprovalTexts } from '#app/(backoffice)/approvals/read-approval-texts.ts'
import { web } from '#app/services.ts'
import { ActFields } from '#components/acts/act-fields.tsx'
import { actTitle, sayEffect, wordsOf } from '#components/approvals/approval-words.ts'
import type { ShownRecord } from '#components/approvals/shown-record.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { acceptedProofs, acceptedToAskForForeign, isProvenAct } from '#domain/operator/act-proofs.ts'
import type { Role } from '#domain/operator/permission.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { Act } from './act.tsx'
import { ActProof } from './act-proof.tsx'
import { askAct } from './ask-actions.ts'
import { type ApprovalTarget, isAbout, readCustomerApprovals } from './read-customer-approvals.ts'

export type AskActProps = {
  customer: DeskCustomer
  role: Role
  target: ApprovalTarget
  /** What of the record the sentences name. */
  shown: ShownRecord
  trigger: string
}

/** Where the act needs a second person: asks for one; while a request waits, its chip stands in this button's place. */
export async function AskAct({ customer, role, target, shown, trigger }: AskActProps) {
  const approvals = await readCustomerApprovals(customer.id)
  if (approvals.some((each) => each.state === 'open' && isAbout(target, each))) return null
  const [texts, services] = await Promise.all([readApprovalTexts(), web()])
  const { t, customers, locale } = texts
  const findLevels = customer.isForeign ? acceptedToAskForForeign : acceptedProofs
  const levels = isProvenAct(target.act) ? findLevels(target.act, role) : []
  const terms = [
    ['who', t('checkers.customer', { branch: localizeDigits(customer.branchName, locale) })],
    ['until', t('ask.untilHours', { hours: services.policy().approvalHours })],
  ] as const
  return (
    <Act
      action={askAct.bind(null, target)}
      trigger={t('ask.button', { what: trigger })}
      title={t('ask.title', { what: actTitle(target.act, t) })}
      size="small"
      submit={t('ask.submit')}
    >
      <ActFields
        t={customers}
        explain={
          <>
            {sayEffect(target.act, wordsOf({ shown }, texts), t)}
            {terms.map(([term, value]) => (
              <span key={term} className="mt-2 block text-sm">
                <span className="text-ink-3">{t(`ask.${term}`)}: </span>
                {value}
              </span>
            ))}
          </>
        }
      >
        <ActProof levels={levels} customer={customer} />
      </ActFields>
    </Act>
  )
}
