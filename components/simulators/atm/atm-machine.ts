import type { AtmAnswer, PinKind } from './atm-act.ts'

export type AtmScreen =
  | { name: 'insert' }
  | { name: 'menu' }
  | { name: 'pin-operations' }
  | { name: 'confirm-sms' }
  | { name: 'confirm-deactivation' }
  | { name: 'mobile'; pinKind: PinKind }
  | { name: 'amount' }
  | { name: 'code'; amountRials: number }
  | { name: 'working' }
  | { name: 'done'; answer: AtmAnswer }

/** `pan` is there from the moment the card is in until it is taken back; `entry` is what has been typed on this screen. */
export type AtmState = { pan: string | null; screen: AtmScreen; entry: string }

export type AtmEvent =
  | { type: 'card-inserted'; pan: string }
  | { type: 'card-taken' }
  | { type: 'screen-chosen'; screen: AtmScreen }
  | { type: 'typed'; entry: string }
  | { type: 'answered'; answer: AtmAnswer }

export const emptyAtm: AtmState = { pan: null, screen: { name: 'insert' }, entry: '' }

const ENTRY_MAX: Partial<Record<AtmScreen['name'], number>> = { mobile: 11, code: 8 }

export function advanceAtm(state: AtmState, event: AtmEvent): AtmState {
  switch (event.type) {
    case 'card-inserted':
      return { pan: event.pan, screen: { name: 'menu' }, entry: '' }
    case 'card-taken':
      return emptyAtm
    case 'screen-chosen':
      return state.pan === null ? state : { ...state, screen: event.screen, entry: '' }
    case 'typed': {
      const max = ENTRY_MAX[state.screen.name]
      return max === undefined ? state : { ...state, entry: event.entry.slice(0, max) }
    }
    case 'answered':
      return state.pan === null ? state : { ...state, screen: { name: 'done', answer: event.answer }, entry: '' }
  }
}
