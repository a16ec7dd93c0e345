import { randomUUID } from 'node:crypto'
import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { AppError } from '#server/app-error.ts'
import { listOpenComplaints, type OpenComplaint } from '#server/complaints/list-open-complaints.ts'
import { complainOfVerification } from './actions.ts'

type Props = { verificationId: string; customerId: string | null }

/** One press opens a complaint about the verification; while one is open, the way to it. */
export async function ComplainOfVerification({ verificationId, customerId }: Props) {
  if (customerId === null) return null
  const { operator, locale } = await readRequest()
  const t = await getTranslator('complaints')
  const open = (await listOpenOrNone(customerId)).find((each) => each.verificationId === verificationId)
  if (open) {
    const number = localizeDigits(String(open.number), locale)
    return <LinkButton href={`/complaints/${open.id}`}>{t('open.another', { number })}</LinkButton>
  }
  if (!worksOnComplaints(operator.role)) return null
  return (
    <form action={complainOfVerification} className="contents">
      <input type="hidden" name="verificationId" value={verificationId} />
      <input type="hidden" name="submissionId" value={randomUUID()} />
      <SubmitButton variant="secondary" pendingLabel={t('open.pending')}>
        {t('open.button')}
      </SubmitButton>
    </form>
  )
}

/** A verification may be in reach while its customer's record is not: of that, nothing is told. */
async function listOpenOrNone(customerId: string): Promise<OpenComplaint[]> {
  const { services, ctx } = await readRequest()
  try {
    return await listOpenComplaints(services, ctx, { customerId })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return []
    throw error
  }
}
