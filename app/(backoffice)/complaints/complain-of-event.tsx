import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { complaintKindOfEvent } from '#domain/reason/reason.ts'

/** From the verdict on what is no verification: to a new complaint of the customer, its kind chosen already. */
export async function ComplainOfEvent({ customerId, reason }: { customerId: string; reason: string }) {
  const { operator } = await readRequest()
  const t = await getTranslator('complaints')
  if (!worksOnComplaints(operator.role)) return null
  const search = new URLSearchParams({ customer: customerId, kind: complaintKindOfEvent(reason) })
  return <LinkButton href={`/complaints/new?${search}`}>{t('open.button')}</LinkButton>
}
