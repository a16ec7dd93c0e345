import type { Translator } from '#components/locale/translator.ts'

const HOUR_MS = 3_600_000

export function TimeLeft(props: { expiresAtMs: number; nowMs: number; t: Translator<'approvals'> }) {
  const { expiresAtMs, nowMs, t } = props
  return t('facts.hours', { hours: Math.max(0, Math.round((expiresAtMs - nowMs) / HOUR_MS)) })
}
