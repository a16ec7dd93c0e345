import { expect, test } from 'vitest'
import { initialState, type RimaEvent, type RimaState, reduce, type Screen, type Snapshot } from './machine.ts'
import type { StoredCard } from './rima-store.ts'

const card = (status: StoredCard['status']): StoredCard => ({
  ...{ enrollmentId: 'e', activationId: 'a', card: '507677******1234', pinKind: 'second', status },
  otp: { digits: 7, periodSeconds: 60, t0: 0 },
  sealedSecret: null,
})
const empty = initialState.snapshot
const unlocked: Snapshot = { ...empty, hasPassword: true, unlocked: true }
const registered: Snapshot = { ...unlocked, deviceId: 'd' }
const withCard: Snapshot = { ...registered, cards: [card('active')] }
const pending: Snapshot = { ...registered, cards: [card('pending')] }
const refusal = { code: 'expired' }

const standing: Record<Screen, Snapshot> = {
  loading: empty,
  unsupported: empty,
  welcome: empty,
  'choose-password': empty,
  locked: { ...withCard, unlocked: false },
  wiped: { ...empty, deviceId: 'd' },
  mobile: unlocked,
  'sms-code': { ...unlocked, registration: { mobile: '09120000000', expiresAtMs: 1 } },
  'go-to-atm': registered,
  'token-parts': registered,
  'first-code': pending,
  'clock-off': pending,
  codes: withCard,
  devices: withCard,
  deactivated: unlocked,
}
const screens = Object.keys(standing) as Screen[]
const stay = Object.fromEntries(screens.map((screen) => [screen, screen])) as Record<Screen, Screen>
const all = (screen: Screen) => ({
  ...Object.fromEntries(screens.map((from) => [from, screen])),
  unsupported: 'unsupported',
})

const table: [RimaEvent, Record<Screen, Screen>][] = [
  [{ type: 'working' }, stay],
  [{ type: 'refused', refusal }, stay],
  [{ type: 'refreshed', snapshot: withCard }, stay],
  [{ type: 'done' }, stay],
  [{ type: 'unsupported' }, all('unsupported') as Record<Screen, Screen>],
  [{ type: 'wiped' }, all('wiped') as Record<Screen, Screen>],
  [{ type: 'deactivated', refusal }, all('deactivated') as Record<Screen, Screen>],
  [{ type: 'arrived', snapshot: unlocked }, all('mobile') as Record<Screen, Screen>],
  [{ type: 'arrived', snapshot: standing['sms-code'] }, all('sms-code') as Record<Screen, Screen>],
  [{ type: 'arrived', snapshot: registered }, all('go-to-atm') as Record<Screen, Screen>],
  [{ type: 'arrived', snapshot: pending }, all('first-code') as Record<Screen, Screen>],
  [
    { type: 'arrived', snapshot: { ...registered, activationPending: true } },
    all('first-code') as Record<Screen, Screen>,
  ],
  [{ type: 'arrived', snapshot: { ...withCard, unlocked: false } }, all('locked') as Record<Screen, Screen>],
  [{ type: 'arrived', snapshot: withCard }, { ...all('codes'), devices: 'devices' } as Record<Screen, Screen>],
  [{ type: 'arrived', snapshot: empty }, { ...all('choose-password'), loading: 'welcome' } as Record<Screen, Screen>],
  [
    { type: 'arrived', snapshot: standing.wiped },
    { ...all('choose-password'), loading: 'wiped' } as Record<Screen, Screen>,
  ],
  [{ type: 'started' }, { ...stay, welcome: 'choose-password', wiped: 'choose-password' }],
  [{ type: 'token-in-hand' }, { ...stay, 'go-to-atm': 'token-parts' }],
  [{ type: 'atm-explained' }, { ...stay, 'token-parts': 'go-to-atm', codes: 'go-to-atm' }],
  [{ type: 'codes-opened' }, { ...stay, devices: 'codes', 'first-code': 'go-to-atm', 'clock-off': 'go-to-atm' }],
  [{ type: 'devices-opened' }, { ...stay, codes: 'devices', 'go-to-atm': 'devices' }],
  [{ type: 'activation-resumed' }, { ...stay, codes: 'first-code' }],
  [
    { type: 'registration-over', refusal },
    { ...stay, 'sms-code': 'mobile' },
  ],
  [
    { type: 'token-refused', refusal },
    { ...stay, 'first-code': 'token-parts' },
  ],
  [
    { type: 'activation-over', refusal, snapshot: registered },
    { ...stay, 'token-parts': 'go-to-atm', 'first-code': 'go-to-atm', 'clock-off': 'go-to-atm' },
  ],
  [
    { type: 'clock-off', refusal },
    { ...stay, 'first-code': 'clock-off' },
  ],
  [
    { type: 'locked' },
    {
      ...stay,
      ...{ mobile: 'locked', 'sms-code': 'locked', 'go-to-atm': 'locked', 'token-parts': 'locked' },
      ...{ 'first-code': 'locked', 'clock-off': 'locked', codes: 'locked', devices: 'locked', deactivated: 'locked' },
    },
  ],
]

const at = (screen: Screen): RimaState => ({ ...initialState, screen, snapshot: standing[screen] })

test.each(screens.flatMap((from) => table.map(([event, next]) => [from, event.type, next[from], event] as const)))(
  'on %s, %s leads to %s',
  (from, _type, expected, event) => {
    expect(reduce(at(from), event).screen).toBe(expected)
  },
)

test('a refusal stays on the screen until the next act, and ends the waiting', () => {
  const refused = reduce({ ...at('token-parts'), busy: true }, { type: 'refused', refusal })
  expect(refused).toMatchObject({ busy: false, refusal })
  expect(reduce(refused, { type: 'working' })).toMatchObject({ busy: true, refusal: null })
})

test('what is done ends the waiting and stays; a refresh that comes by itself ends no other act’s', () => {
  const waiting = { ...at('devices'), busy: true }
  expect(reduce(waiting, { type: 'done' })).toEqual({ ...at('devices'), busy: false })
  expect(reduce(waiting, { type: 'refreshed', snapshot: withCard }).busy).toBe(true)
})

test('an event foreign to a screen changes nothing at all', () => {
  const state = at('codes')
  expect(reduce(state, { type: 'started' })).toBe(state)
})

test('a clock that is off says by how much', () => {
  const clockOff = { code: 'clock_off', seconds: 300 }
  expect(reduce(at('first-code'), { type: 'clock-off', refusal: clockOff }).refusal).toEqual(clockOff)
})

test('with another live card the codes can be opened while an activation waits', () => {
  const state = { ...at('first-code'), snapshot: { ...withCard, cards: [card('active'), card('pending')] } }
  expect(reduce(state, { type: 'codes-opened' }).screen).toBe('codes')
})

test('after wiping or locking the state holds no card a screen could show a code of', () => {
  expect(reduce(at('codes'), { type: 'wiped' }).snapshot).toMatchObject({ cards: [], unlocked: false })
  expect(reduce(at('codes'), { type: 'locked' }).snapshot.unlocked).toBe(false)
})
