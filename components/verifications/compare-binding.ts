import type { AskedRow, Binding, VerificationPageRow } from '#server/verifications/read-verification.ts'

export type DiffField = 'type' | 'amount' | 'payee' | 'terminal' | 'account'
export type BindingLine = { field: DiffField; asked: Binding | null; presented: Binding | null; isChanged: boolean }

const keyOf: Record<DiffField, (binding: Binding) => string | number | null> = {
  type: ({ processType }) => processType,
  amount: ({ amount }) => amount,
  payee: ({ merchantId }) => merchantId,
  terminal: ({ terminalId }) => terminalId,
  account: ({ accountKind, accountMasked }) => (accountMasked === null ? null : `${accountKind} ${accountMasked}`),
}

/** What the code was asked for beside what the payment came with; a line that neither has is left out. */
export function compareBinding(presented: VerificationPageRow, asked: AskedRow | null): BindingLine[] {
  const fields = Object.keys(keyOf) as DiffField[]
  const isPayment = presented.processType !== null
  return fields.flatMap((field) => {
    const [wanted, came] = [asked && keyOf[field](asked), keyOf[field](presented)]
    if (wanted === null && came === null) return []
    return [{ field, asked, presented, isChanged: asked !== null && isPayment && wanted !== came }]
  })
}
