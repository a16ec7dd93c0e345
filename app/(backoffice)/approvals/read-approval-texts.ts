import { getTranslator, readLocale } from '#app/locale.ts'
import type { ApprovalTexts } from '#components/approvals/approval-words.ts'

export async function readApprovalTexts(): Promise<ApprovalTexts> {
  const [t, customers, shell, settings, reasons, catalogue, locale] = await Promise.all([
    getTranslator('approvals'),
    getTranslator('customers'),
    getTranslator('shell'),
    getTranslator('settings'),
    getTranslator('reasons'),
    getTranslator('catalogueSettings'),
    readLocale(),
  ])
  return { t, customers, shell, settings, reasons, catalogue, locale }
}
