export function QuestionList({ items }: { items: string[][] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {items.map(([question, answer]) => (
        <div key={question} className="py-4">
          <dt className="font-semibold">{question}</dt>
          <dd className="mt-1 text-ink-2">{answer}</dd>
        </div>
      ))}
    </dl>
  )
}
