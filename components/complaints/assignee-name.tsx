import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'

type AssigneeNameProps = { name: string | null; isDisabled: boolean; t: ComplaintTexts }

export function AssigneeName({ name, isDisabled, t }: AssigneeNameProps) {
  if (name === null) return <span className="text-ink-3">{t('nobody')}</span>
  return isDisabled ? <span className="text-warn">{t('left', { name })}</span> : <bdi>{name}</bdi>
}
