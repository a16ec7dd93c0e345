import { getTranslator } from '#app/locale.ts'
import { readOperator } from '#app/operator-context.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'

/** Takes down what this customer says, for whoever works on complaints. */
export async function ComplainOfCustomer({ customerId }: { customerId: string }) {
  const [operator, t] = await Promise.all([readOperator(), getTranslator('complaints')])
  if (!worksOnComplaints(operator.role)) return null
  return <LinkButton href={`/complaints/new?customer=${customerId}`}>{t('open.button')}</LinkButton>
}
