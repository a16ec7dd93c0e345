'use client'

import { useReducer } from 'react'
import { localMobile, parseMobile } from '#domain/enrollment/mobile.ts'
import { foldDigits } from '#domain/text/digits.ts'
import type { DemoCustomer } from '../demo-customer.ts'
import { texts } from '../texts.ts'
import type { AtmAct, PerformAtmAct } from './atm-act.ts'
import { advanceAtm, emptyAtm } from './atm-machine.ts'
import { AtmScreen } from './atm-screen.tsx'
import { type AtmOption, listOptions } from './list-options.ts'
import { NumberPad } from './number-pad.tsx'
import { type AtmPlace, isPrinted, Receipt } from './receipt.tsx'
import { SideKeys } from './side-keys.tsx'
import { usePadKeys } from './use-pad-keys.ts'

type AtmProps = { customer: DemoCustomer | null; place: AtmPlace; perform: PerformAtmAct }

/** A whole cash machine: a screen with eight keys beside it, a number pad, and the slot that prints. */
export function Atm({ customer, place, perform }: AtmProps) {
  const [state, dispatch] = useReducer(advanceAtm, emptyAtm)
  const { pan, screen, entry } = state
  const options = listOptions(state)
  const typing = screen.name === 'mobile' || screen.name === 'code'

  const ask = async (act: AtmAct): Promise<void> => {
    dispatch({ type: 'screen-chosen', screen: { name: 'working' } })
    dispatch({ type: 'answered', answer: await perform(act) })
  }
  const choose = (option: AtmOption): void => ('act' in option ? void ask(option.act) : dispatch(option.event))
  const type = (text: string): void => dispatch({ type: 'typed', entry: foldDigits(text).replace(/[^\d+]/g, '') })
  const enter = (): void => {
    if (pan === null || entry === '') return
    if (screen.name === 'mobile') void ask({ act: 'issue-token', pan, pinKind: screen.pinKind, mobile: spell(entry) })
    if (screen.name === 'code') void ask({ act: 'withdraw', pan, amountRials: screen.amountRials, code: entry })
  }
  const pressDigit = (digit: string): void => {
    const option = options[Number(digit) - 1]
    if (typing) type(entry + digit)
    else if (option) choose(option)
  }
  const cancel = (): void => dispatch({ type: 'screen-chosen', screen: { name: 'menu' } })
  usePadKeys({ onDigit: pressDigit, onCancel: cancel })

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <section
        aria-label={texts.atm.screen}
        className="relative z-10 rounded-2xl border border-[#000]/30 bg-[#3a4356] p-3 shadow-float sm:p-5"
      >
        <div className="relative">
          <div aria-hidden="true" className="absolute inset-x-8 inset-y-0 rounded-lg bg-[#0d2b5c] sm:inset-x-10" />
          <div className="relative flex min-h-96 flex-col justify-between">
            <div className="px-8 sm:px-10">
              <AtmScreen
                state={state}
                bank={place.bank}
                customer={customer}
                dispatch={(event) => (event.type === 'typed' ? type(event.entry) : dispatch(event))}
                onEnter={enter}
              />
            </div>
            {screen.name === 'insert' ? null : <SideKeys options={options} onChoose={choose} />}
          </div>
        </div>
        <div className="mt-4 flex flex-wrap items-center justify-center gap-x-10 gap-y-4">
          <NumberPad onDigit={pressDigit} onClear={() => type('')} onCancel={cancel} onEnter={enter} />
          <div aria-hidden="true" className="h-2.5 w-56 rounded-full bg-[#000]/70 shadow-[inset_0_1px_3px_#000]" />
        </div>
      </section>
      {pan !== null && screen.name === 'done' && isPrinted(screen.answer) ? (
        <Receipt answer={screen.answer} pan={pan} place={place} />
      ) : (
        <p className="rounded-panel border border-dashed border-line px-5 py-8 text-center text-sm text-ink-2 max-lg:hidden">
          {texts.atm.receipt.tray}
        </p>
      )}
    </div>
  )
}

/** As the machine's switch spells it; what is no mobile goes as it was typed, for the bank to refuse. */
function spell(typed: string): string {
  const mobile = parseMobile(typed)
  return mobile.ok ? localMobile(mobile.e164) : typed
}
