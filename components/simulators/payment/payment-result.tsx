import { Digits } from '#components/ui/digits.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { explainRefusal } from '../explain-refusal.ts'
import { fill, texts } from '../texts.ts'
import type { PaymentAnswer } from './payment.ts'

const t = texts.payment

/** What the gateway answered, in the words a buyer reads, with the code that a merchant sees. */
export function PaymentResult({ answer }: { answer: PaymentAnswer }) {
  const { title, text, good } = wordsOf(answer)
  const tone = good ? 'border-ok/40 bg-ok-soft text-ok' : 'border-bad/40 bg-bad-soft text-bad'
  return (
    <div className={`flex items-start gap-3 rounded-panel border px-4 py-3 ${tone}`}>
      <Icon name={good ? 'check' : 'alert'} sizePixels={22} className="mt-1" />
      <div className="min-w-0">
        <h3 className="text-lg font-bold">{title}</h3>
        <p className="text-sm">{text}</p>
        {answer.ok ? (
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 text-sm">
            <dt>{t.responseCode}</dt>
            <dd>
              <Digits value={answer.responseCode} locale="fa" className="font-bold" />
            </dd>
            {answer.method ? (
              <>
                <dt>{t.method}</dt>
                <dd>{t.methods[answer.method]}</dd>
              </>
            ) : null}
            <dt>{t.reference}</dt>
            <dd>
              <bdi dir="ltr">{answer.paymentReference}</bdi>
            </dd>
          </dl>
        ) : null}
        {answer.ok && answer.attemptsLeft !== null ? (
          <p className="mt-1 text-sm">{fill(t.attemptsLeft, { n: answer.attemptsLeft })}</p>
        ) : null}
      </div>
    </div>
  )
}

function wordsOf(answer: PaymentAnswer): { title: string; text: string; good: boolean } {
  if (!answer.ok) return { title: t.result.failed, text: explainRefusal(answer.refusal, answer.atMs), good: false }
  const title = (t.result as Partial<Record<string, string>>)[answer.reason] ?? t.result.failed
  return { title, text: (t.advice as Partial<Record<string, string>>)[answer.reason] ?? '', good: answer.accepted }
}
