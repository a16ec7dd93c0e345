import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { ProofFields } from '#components/acts/proof-fields.tsx'
import type { ProofChoice } from '#components/acts/proof-state.ts'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRelativeInstant, formatTimeOfDay } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { isCheckedLevel, type ProofLevel } from '#domain/operator/act-proofs.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { checkProofCode, sendProofCode } from './proof-actions.ts'

type ActProofProps = { levels: readonly ProofLevel[]; customer: DeskCustomer }

/** The proofs that are enough, each with what stands in its way; nothing where none is asked. */
export async function ActProof({ levels, customer }: ActProofProps) {
  if (levels.length === 0) return null
  const { locale, nowMs } = await readRequest()
  const t = await getTranslator('customers')
  const mobile = localizeDigits(customer.mobileMasked ?? '—', locale)
  return (
    <ProofFields
      choices={levels.map((level) => describeChoice(level, { customer, nowMs, t, locale }))}
      send={sendProofCode.bind(null, customer.id)}
      check={checkProofCode.bind(null, customer.id)}
      labels={{
        title: t('acts.proof'),
        send: t('acts.prove.send', { mobile }),
        sendAgain: t('acts.prove.sendAgain'),
        appHint: t('acts.prove.appHint'),
        code: t('acts.prove.code'),
        check: t('acts.prove.check'),
        pending: t('acts.prove.pending'),
        passed: t('acts.prove.passed'),
        lost: t('acts.unavailable'),
      }}
    />
  )
}

type Known = { customer: DeskCustomer; nowMs: number; t: CustomerTexts; locale: Locale }

function describeChoice(level: ProofLevel, known: Known): ProofChoice {
  const { customer, t, locale } = known
  const label = t(`acts.proofs.${level}`)
  if (!isCheckedLevel(level)) return { value: level, label, unavailable: null, holding: null, missing: null }
  const untilMs = customer.proofs.find((each) => each.level === level)?.expiresAtMs
  const until = untilMs === undefined ? '' : formatTimeOfDay(untilMs, locale)
  return {
    value: level,
    label,
    unavailable: untilMs === undefined ? findObstacle(level, known) : null,
    holding: untilMs === undefined ? null : { untilMs, text: t('acts.prove.holds', { until }) },
    missing: t('acts.prove.missing', { proof: label }),
  }
}

function findObstacle(level: 'app_code' | 'sms_code', { customer, nowMs, t, locale }: Known): string | null {
  const { cards, mobileMasked, coolingOffUntilMs } = customer
  if (level === 'app_code') {
    const hasApp = cards.some(({ pins }) => pins.some(({ app }) => app?.status === 'active'))
    return hasApp ? null : t('acts.prove.unavailable.no_app_in_use')
  }
  if (mobileMasked === null) return t('acts.prove.unavailable.mobile_missing')
  if (coolingOffUntilMs === null || coolingOffUntilMs <= nowMs) return null
  const until = formatRelativeInstant({ atMs: coolingOffUntilMs, nowMs, locale })
  return t('acts.prove.unavailable.cooling_off', { until })
}
