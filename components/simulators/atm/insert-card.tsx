import { type FormEvent, useState } from 'react'
import { readTypedDigits } from '#domain/text/typed-digits.ts'
import { type DemoCustomer, groupPan } from '../demo-customer.ts'
import { fill, texts } from '../texts.ts'

type InsertCardProps = { customer: DemoCustomer | null; onInsert: (pan: string) => void }

const t = texts.atm
const BUTTON =
  'min-h-11 rounded-md bg-[#fff] px-4 text-[0.9375rem] font-semibold text-[#10203f] hover:bg-[#dbe8ff] ' +
  'focus-visible:outline-3 focus-visible:outline-[#8fc1ff]'

/** The chosen customer's cards to put in, or a number to type: one that is not a card of the bank is a fair try too. */
export function InsertCard({ customer, onInsert }: InsertCardProps) {
  const [wrong, setWrong] = useState(false)
  const insertTyped = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const pan = readTypedDigits(String(new FormData(event.currentTarget).get('pan')), 'card') ?? ''
    setWrong(!/^\d{16}$/.test(pan))
    if (/^\d{16}$/.test(pan)) onInsert(pan)
  }
  const noCards = customer ? fill(t.noCard, { name: customer.name }) : t.chooseFirst
  return (
    <div className="flex flex-col items-center gap-4">
      {customer?.cards.length ? (
        <ul className="flex flex-wrap justify-center gap-3">
          {customer.cards.map(({ pan }) => (
            <li key={pan}>
              <button
                type="button"
                onClick={() => onInsert(pan)}
                className="flex h-28 w-48 flex-col justify-between rounded-xl border border-[#fff]/30 bg-linear-to-br from-[#2f76ec] to-[#0a3c91] p-3.5 text-start text-[#fff] shadow-float transition-transform hover:-translate-y-1 focus-visible:outline-3 focus-visible:outline-[#8fc1ff]"
              >
                <span className="text-[0.9375rem] font-semibold">{customer.name}</span>
                <span dir="ltr" className="text-[0.9375rem] tracking-wide tabular-nums">
                  {groupPan(pan)}
                </span>
                <span className="text-[0.8125rem]">{t.insert}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="max-w-prose text-center text-[0.9375rem] text-[#fff]">{noCards}</p>
      )}
      <form onSubmit={insertTyped} noValidate className="flex flex-wrap items-end justify-center gap-2">
        <label className="flex flex-col gap-1 text-[0.875rem] text-[#fff]">
          {t.typedCard}
          <input
            name="pan"
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            maxLength={64}
            aria-invalid={wrong || undefined}
            className="h-11 w-56 rounded-md border border-[#9db4d8] bg-[#fff] px-3 text-center text-[1rem] text-[#10203f] tabular-nums"
          />
        </label>
        <button type="submit" className={BUTTON}>
          {t.insert}
        </button>
      </form>
      <p role="alert" className="text-[0.875rem] font-medium text-[#ffd9d4] empty:hidden">
        {wrong ? t.panInvalid : null}
      </p>
    </div>
  )
}
