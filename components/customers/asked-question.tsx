import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { ReadyAnswer } from '#components/complaints/ready-answer.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ReadersQuestion } from '#domain/remembered/recognise-question.ts'

type AskedQuestionProps = { question: ReadersQuestion; mayOpenComplaint: boolean; t: ComplaintTexts }

/** A question about the app, typed where a customer is looked for: answered there, whoever asks it. */
export function AskedQuestion({ question, mayOpenComplaint, t }: AskedQuestionProps) {
  return (
    <section className="mt-4 flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{t(`kinds.${question}`)}</h2>
      <ReadyAnswer kind={question} heading="h3" t={t} />
      {mayOpenComplaint ? (
        <p className="text-sm">
          <TextLink href={`/complaints/new?kind=${question}`}>{t('open.title')}</TextLink>
        </p>
      ) : null}
    </section>
  )
}
