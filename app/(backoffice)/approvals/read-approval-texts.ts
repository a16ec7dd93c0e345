import { getTranslators, readLocale } from '#app/locale.ts'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'

export async function readApprovalTexts(): Promise<ApprovalTexts> {
  const locale = await readLocale()
  const [t, customers, shell, settings, reasons, catalogue] = await getTranslators(
    'approvals',
    'customers',
    'shell',
    'settings',
    'reasons',
    'catalogueSettings',
  )
  return { t, customers, shell, settings, reasons, catalogue, locale }
}
