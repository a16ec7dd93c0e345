import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { complaintKindOfEvent } from '#domain/reason/reason.ts'

type ComplainOfCustomerProps = {
  customerId: string
  /** Of the event whose verdict this stands under: it chooses the complaint's kind. */
  reason?: string
}

/** To a new complaint of this customer, for whoever works on complaints. */
export async function ComplainOfCustomer({ customerId, reason }: ComplainOfCustomerProps) {
  const { operator } = await readRequest()
  const t = await getTranslator('complaints')
  if (!worksOnComplaints(operator.role)) return null
  const search = new URLSearchParams({ customer: customerId })
  if (reason !== undefined) search.set('kind', complaintKindOfEvent(reason))
  return <LinkButton href={`/complaints/new?${search}`}>{t('open.button')}</LinkButton>
}
