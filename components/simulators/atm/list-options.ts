import { formatRials } from '#components/format/format-amount.ts'
import { texts } from '../texts.ts'
import type { AtmAct } from './atm-act.ts'
import type { AtmEvent, AtmScreen, AtmState } from './atm-machine.ts'

/** What a key beside the screen does: moves the machine on, or asks the bank. */
export type AtmOption = { label: string } & ({ event: AtmEvent } | { act: AtmAct })

const AMOUNTS_RIALS = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000]
const t = texts.atm.menu

/** The labels of the eight keys, the first four on the side where reading starts; null is a key without a use. */
export function listOptions({ pan, screen }: AtmState): (AtmOption | null)[] {
  if (pan === null) return []
  const back = goTo(t.back, { name: 'menu' })
  const eject: AtmOption = { label: t.eject, event: { type: 'card-taken' } }
  switch (screen.name) {
    case 'menu':
      return [
        goTo(t.dynamicPassword, { name: 'confirm-sms' }),
        goTo(t.pinOperations, { name: 'pin-operations' }),
        goTo(t.withdraw, { name: 'amount' }),
        ...[null, null, null, null],
        eject,
      ]
    case 'pin-operations':
      return [
        goTo(t.activateFirst, { name: 'mobile', pinKind: 'first' }),
        goTo(t.activateSecond, { name: 'mobile', pinKind: 'second' }),
        goTo(t.deactivate, { name: 'confirm-deactivation' }),
        ...[null, null, null, null],
        back,
      ]
    case 'confirm-sms':
      return [{ label: t.enableSms, act: { act: 'enable-sms', pan } }, ...Array(6).fill(null), back]
    case 'confirm-deactivation':
      return [{ label: t.yes, act: { act: 'deactivate', pan } }, ...Array(6).fill(null), goTo(t.no, { name: 'menu' })]
    case 'amount': {
      const amounts = AMOUNTS_RIALS.map((amountRials) =>
        goTo(formatRials(amountRials, 'fa'), { name: 'code', amountRials }),
      )
      return [...amounts, null, null, back]
    }
    case 'done':
      return [...Array(3).fill(null), goTo(t.mainMenu, { name: 'menu' }), ...Array(3).fill(null), eject]
    default:
      return []
  }
}

function goTo(label: string, screen: AtmScreen): AtmOption {
  return { label, event: { type: 'screen-chosen', screen } }
}
