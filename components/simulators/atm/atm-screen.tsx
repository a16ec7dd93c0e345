import { useEffect, useRef } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import type { DemoCustomer } from '../demo-customer.ts'
import { fill, texts } from '../texts.ts'
import type { AtmEvent, AtmState, AtmScreen as Screen } from './atm-machine.ts'
import { describeOutcome } from './describe-outcome.ts'
import { InsertCard } from './insert-card.tsx'
import { NumberEntry } from './number-entry.tsx'

type AtmScreenProps = {
  state: AtmState
  bank: string
  customer: DemoCustomer | null
  dispatch: (event: AtmEvent) => void
  onEnter: () => void
}

const t = texts.atm

/** What stands on the glass besides the labels of the keys. */
export function AtmScreen({ state, bank, customer, dispatch, onEnter }: AtmScreenProps) {
  const { screen, pan, entry } = state
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(screen.name)
  useEffect(() => {
    const typing = screen.name === 'mobile' || screen.name === 'code'
    if (shown.current !== screen.name && !typing) heading.current?.focus({ preventScroll: true })
    shown.current = screen.name
  }, [screen.name])
  const done = screen.name === 'done' ? describeOutcome(screen.answer) : null
  return (
    <div className="flex flex-col items-center gap-3 px-4 pt-4 text-center text-[#fff]">
      <p className="text-[0.8125rem] text-[#c5d6f2]">
        {pan === null ? fill(t.welcome, { bank }) : fill(t.card, { last4: pan.slice(-4) })}
      </p>
      <h2 ref={heading} tabIndex={-1} className="text-[1.25rem] leading-snug font-bold outline-none sm:text-[1.5rem]">
        {done ? done.title : titleOf(screen)}
      </h2>
      {done ? (
        <p role="status" className="flex max-w-[52ch] items-start gap-2 text-[1rem]">
          <Icon name={done.good ? 'check' : 'alert'} sizePixels={22} className="mt-0.5" />
          <span className="text-start">{done.text}</span>
        </p>
      ) : null}
      {screen.name === 'insert' ? (
        <InsertCard customer={customer} onInsert={(card) => dispatch({ type: 'card-inserted', pan: card })} />
      ) : null}
      {screen.name === 'menu' ? <p className="text-[0.8125rem] text-[#c5d6f2]">{t.pinAssumed}</p> : null}
      {screen.name === 'mobile' || screen.name === 'code' ? (
        <NumberEntry
          label={t.fields[screen.name]}
          value={entry}
          onChange={(typed) => dispatch({ type: 'typed', entry: typed })}
          onEnter={onEnter}
        />
      ) : null}
    </div>
  )
}

function titleOf(screen: Screen): string {
  const { titles } = t
  switch (screen.name) {
    case 'insert':
      return t.insertCard
    case 'menu':
      return titles.menu
    case 'pin-operations':
      return titles.pinOperations
    case 'confirm-sms':
      return titles.confirmSms
    case 'confirm-deactivation':
      return titles.confirmDeactivation
    case 'mobile':
      return screen.pinKind === 'first' ? titles.mobileFirst : titles.mobileSecond
    case 'amount':
      return titles.amount
    case 'code':
      return titles.code
    default:
      return texts.working
  }
}
