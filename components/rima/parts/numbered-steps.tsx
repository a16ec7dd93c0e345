import { toPersianDigits } from '#domain/text/digits.ts'

export function NumberedSteps({ steps }: { steps: string[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {steps.map((step, index) => (
        <li key={step} className="flex gap-3 text-[1rem] leading-7 text-ink">
          <span
            aria-hidden="true"
            className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-bold text-accent-strong"
          >
            {toPersianDigits(String(index + 1))}
          </span>
          <span>{step}</span>
        </li>
      ))}
    </ol>
  )
}
