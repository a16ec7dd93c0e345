import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'

/** Takes down what this customer says, for whoever works on complaints. */
export async function ComplainOfCustomer({ customerId }: { customerId: string }) {
  const { operator } = await readRequest()
  const t = await getTranslator('complaints')
  if (!worksOnComplaints(operator.role)) return null
  return <LinkButton href={`/complaints/new?customer=${customerId}`}>{t('open.button')}</LinkButton>
}
