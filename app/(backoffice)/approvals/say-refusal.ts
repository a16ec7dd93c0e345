import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { AppError } from '#server/app-error.ts'

type Saying = { t: Translator<'approvals'>; locale: Locale; nowMs: number }

/** Why a request was not taken or not answered, with who was first and when. */
export function sayRefusal({ code, reason, fields }: AppError, { t, locale, nowMs }: Saying): string {
  const when = (atMs: unknown): string =>
    typeof atMs === 'number' ? formatRelativeInstant({ atMs, nowMs, locale }) : ''
  const { makerName, requestedAtMs, checkerName, decidedAtMs, standingUntilMs } = fields
  switch (reason) {
    case 'already_asked':
      return t('errors.duplicate', { name: String(makerName), when: when(requestedAtMs) })
    case 'already_approved':
      return t('errors.alreadyApproved', { until: when(standingUntilMs) })
    case 'already_decided':
      return typeof checkerName === 'string'
        ? t('errors.alreadyDecided', { name: checkerName, when: when(decidedAtMs) })
        : t('errors.alreadyOver')
    case 'own_request':
      return t('errors.maker')
    case 'proof_needed':
      return t('errors.proofNeeded')
    case 'channel_client_exists':
    case 'channel_client_disabled':
    case 'sources_unchanged':
      return t(`errors.${reason}`)
    case 'policy_unchanged':
      return t('policy.unchanged')
  }
  if (code === 'validation_failed') return t('errors.reasonInvalid')
  return t(code === 'conflict' || code === 'busy' ? 'errors.changedMeanwhile' : 'errors.notAllowed')
}
