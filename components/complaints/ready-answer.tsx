import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ComplaintKind } from '#domain/complaint/complaint.ts'

const answered = ['app_or_sms_question', 'app_will_not_install'] as const

type ReadyAnswerProps = { kind: ComplaintKind; heading: 'h2' | 'h3'; t: ComplaintTexts }

/** For the two questions that every reader of the app's page asks: the answer itself, and the public page that says more. */
export function ReadyAnswer({ kind, heading: Heading, t }: ReadyAnswerProps) {
  const question = answered.find((each) => each === kind)
  if (question === undefined) return null
  const answer = t(`answers.${question}`)
  return (
    <section className="rounded-control bg-accent-soft px-4 py-3 text-accent-strong">
      <header className="flex items-center justify-between gap-2">
        <Heading className="text-sm font-semibold">{t('answers.title')}</Heading>
        <CopyButton value={answer} label={t('answers.copy')} copiedLabel={t('answers.copied')} />
      </header>
      <p>{answer}</p>
      <p className="mt-2 text-sm">
        <TextLink href="/rima/help" target="_blank">
          {t('answers.help')}
        </TextLink>
        {' — '}
        {t(`answers.facts_${question}`)}
      </p>
    </section>
  )
}
