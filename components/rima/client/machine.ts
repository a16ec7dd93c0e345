import type { Refusal } from './refusal.ts'
import type { StoredCard } from './rima-store.ts'

export type Screen =
  | 'loading'
  | 'unsupported'
  | 'welcome'
  | 'choose-password'
  | 'locked'
  | 'wiped'
  | 'mobile'
  | 'sms-code'
  | 'go-to-atm'
  | 'token-parts'
  | 'first-code'
  | 'clock-off'
  | 'codes'
  | 'devices'
  | 'deactivated'

/** What is on the phone, read again after every act. */
export interface Snapshot {
  hasPassword: boolean
  unlocked: boolean
  deviceId: string | null
  maskedMobile: string
  registration: { mobile: string; expiresAtMs: number } | null
  activationPending: boolean
  cards: StoredCard[]
}

export interface RimaState {
  screen: Screen
  busy: boolean
  refusal: Refusal | null
  snapshot: Snapshot
}

export type RimaEvent =
  | { type: 'working' }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'arrived'; snapshot: Snapshot; refusal?: Refusal }
  | { type: 'refreshed'; snapshot: Snapshot }
  | { type: 'done' }
  | { type: 'unsupported' }
  | { type: 'started' }
  | { type: 'token-in-hand' }
  | { type: 'atm-explained' }
  | { type: 'devices-opened' }
  | { type: 'codes-opened' }
  | { type: 'activation-resumed' }
  | { type: 'registration-over'; refusal: Refusal | null }
  | { type: 'token-refused'; refusal: Refusal }
  | { type: 'activation-over'; refusal: Refusal | null; snapshot: Snapshot }
  | { type: 'clock-off'; refusal: Refusal }
  | { type: 'locked' }
  | { type: 'wiped' }
  | { type: 'deactivated'; refusal: Refusal }

export const initialState: RimaState = {
  screen: 'loading',
  busy: false,
  refusal: null,
  snapshot: {
    hasPassword: false,
    unlocked: false,
    deviceId: null,
    maskedMobile: '',
    registration: null,
    activationPending: false,
    cards: [],
  },
}

/** An event that does not belong to the present screen changes nothing. */
export function reduce(state: RimaState, event: RimaEvent): RimaState {
  if (state.screen === 'unsupported') return state
  switch (event.type) {
    case 'working':
      return { ...state, busy: true, refusal: null }
    case 'refused':
      return { ...state, busy: false, refusal: event.refusal }
    case 'arrived':
      return move(screenOf(event.snapshot, state.screen), { ...state, snapshot: event.snapshot }, event.refusal)
    case 'refreshed':
      return { ...state, snapshot: event.snapshot }
    case 'done':
      return { ...state, busy: false, refusal: null }
    case 'unsupported':
      return move('unsupported', state)
    case 'locked':
      return lock(state)
    case 'wiped':
      return move('wiped', {
        ...state,
        snapshot: { ...state.snapshot, hasPassword: false, unlocked: false, cards: [] },
      })
    case 'deactivated':
      return move(
        'deactivated',
        { ...state, snapshot: { ...state.snapshot, deviceId: null, cards: [] } },
        event.refusal,
      )
    default:
      return walk(state, event)
  }
}

const steps: Partial<Record<RimaEvent['type'], Partial<Record<Screen, Screen>>>> = {
  started: { welcome: 'choose-password', wiped: 'choose-password' },
  'token-in-hand': { 'go-to-atm': 'token-parts' },
  'atm-explained': { 'token-parts': 'go-to-atm', codes: 'go-to-atm' },
  'codes-opened': { devices: 'codes', 'go-to-atm': 'codes', 'first-code': 'codes', 'clock-off': 'codes' },
  'devices-opened': { codes: 'devices', 'go-to-atm': 'devices' },
  'activation-resumed': { codes: 'first-code' },
  'registration-over': { 'sms-code': 'mobile' },
  'token-refused': { 'token-parts': 'token-parts', 'first-code': 'token-parts' },
  'activation-over': { 'token-parts': 'go-to-atm', 'first-code': 'go-to-atm', 'clock-off': 'go-to-atm' },
  'clock-off': { 'first-code': 'clock-off', 'clock-off': 'clock-off' },
}

function walk(state: RimaState, event: RimaEvent): RimaState {
  const next = steps[event.type]?.[state.screen]
  if (!next) return state
  const snapshot = event.type === 'activation-over' ? event.snapshot : state.snapshot
  const reachable = next === 'codes' && !hasLiveCard(snapshot) ? 'go-to-atm' : next
  return move(reachable, { ...state, snapshot }, 'refusal' in event ? event.refusal : null)
}

function lock(state: RimaState): RimaState {
  if (!state.snapshot.unlocked) return state
  return move('locked', { ...state, snapshot: { ...state.snapshot, unlocked: false } })
}

function move(screen: Screen, state: RimaState, refusal: Refusal | null = null): RimaState {
  return { ...state, screen, busy: false, refusal }
}

/** The one place that says where a phone in this condition stands. */
function screenOf(snapshot: Snapshot, from: Screen): Screen {
  if (!snapshot.hasPassword) return from === 'loading' ? (snapshot.deviceId ? 'wiped' : 'welcome') : 'choose-password'
  if (!snapshot.unlocked) return 'locked'
  if (!snapshot.deviceId) return snapshot.registration ? 'sms-code' : 'mobile'
  if (snapshot.activationPending || snapshot.cards.some((card) => card.status === 'pending')) return 'first-code'
  return hasLiveCard(snapshot) ? (from === 'devices' ? 'devices' : 'codes') : 'go-to-atm'
}

export function hasLiveCard(snapshot: Snapshot): boolean {
  return snapshot.cards.some((card) => card.status !== 'pending')
}
