import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { complaintKindOfEvent } from '#domain/reason/reason.ts'
import { newComplaintHref } from './new/search-params.ts'

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
  const kind = reason === undefined ? null : complaintKindOfEvent(reason)
  return <LinkButton href={newComplaintHref({ customer: customerId, kind })}>{t('open.button')}</LinkButton>
}
