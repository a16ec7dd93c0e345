import fc from 'fast-check'
import { tokenCheckCharacter } from '#domain/activation/token-alphabet.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { drawId } from '#server/draw-id.ts'
import { deviceRow } from './begin-sequence.ts'
import {
  confirmCall,
  deactivateAtAtmCall,
  deactivateFromAppCall,
  issueCall,
  openSmsCall,
  redeemCall,
} from './calls-enrollment.ts'
import { endActivation } from './contract-activation.ts'
import { isAlive } from './contract-ending.ts'
import { type Act, makeCall } from './step.ts'
import { type Activation, type Device, moveTo, stepOf, type Token, type World } from './world.ts'

const pinKindArb = fc.constantFrom<PinKind>('second', 'second', 'first')
const seldom = fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 9)
const at = <T>(items: readonly T[], back: number): T | undefined => items.at(-1 - (back % Math.max(items.length, 1)))

export const openSmsArb: fc.Arbitrary<Act> = seldom.map((isStranger) => ({
  words: `openSms(${isStranger ? 'a card of nobody' : ''})`,
  run: (side) => makeCall(side, openSmsCall(side, isStranger ? side.world.stranger : side.world.card)),
}))

export const issueArb: fc.Arbitrary<Act> = fc
  .record({ pinKind: pinKindArb, isStranger: seldom, isOtherMobile: seldom, times: fc.constantFrom(1, 1, 1, 1, 1, 8) })
  .map(({ pinKind, isStranger, isOtherMobile, times }) => ({
    words: `issue(${pinKind}${isStranger ? ', a card of nobody' : ''}${isOtherMobile ? ', another mobile' : ''}, ${times} times)`,
    run: async (side) => {
      const { world } = side
      const typedMobile = isOtherMobile || world.mobile === null ? '+989120000000' : world.mobile
      const card = isStranger ? world.stranger : world.card
      for (let time = 0; time < times; time++) {
        await makeCall(side, issueCall(side, { card, pinKind, typedMobile }))
        moveTo(world, world.nowMs + 1)
      }
    },
  }))

/** The whole way of a customer with receipt, SMS and phone at hand. */
export const activateArb: fc.Arbitrary<Act> = fc
  .record({
    pinKind: pinKindArb,
    device: fc.constantFrom(0, 0, 1),
    offset: fc.constantFrom(0, 0, 1, -2, 3),
    slips: fc.constantFrom(
      { sms: 0, code: 0 },
      { sms: 0, code: 0 },
      { sms: 1, code: 1 },
      { sms: 5, code: 0 },
      { sms: 0, code: 5 },
    ),
    isLeft: seldom,
  })
  .map(({ pinKind, device: pick, offset, slips, isLeft }) => ({
    words: `activate(${pinKind}, device ${pick}, ${offset} steps, after ${slips.sms} wrong SMS parts and ${slips.code} wrong codes${isLeft ? ', not confirmed' : ''})`,
    can: (world) => world.mobile !== null && world.devices.some(isAlive),
    run: async (side) => {
      const { world } = side
      const device = at(world.devices.filter(isAlive), pick)
      const before = world.tokens.length
      await makeCall(side, issueCall(side, { card: world.card, pinKind, typedMobile: world.mobile ?? '' }))
      const token = world.tokens.at(-1)
      if (world.tokens.length === before || !token || !device) return
      moveTo(world, world.nowMs + 1)
      const right = { mistyped: null, isSmsPartRight: true }
      const wrong = { ...right, isSmsPartRight: false, parts: partsOf(token, 'another SMS part') }
      for (let slip = 0; slip < slips.sms; slip++) await makeCall(side, redeemCall(side, { device, token, ...wrong }))
      await makeCall(side, redeemCall(side, { device, token, parts: partsOf(token, 'right'), ...right }))
      const activation = world.activations.at(-1)
      if (activation?.tokenId !== token.id || isLeft) return
      moveTo(world, world.nowMs + 1)
      const code = activation.codeAt(stepOf(world.nowMs) + offset)
      for (let slip = 0; slip < slips.code; slip++)
        await makeCall(side, confirmCall(side, { device, activation, code: '1357913' }))
      await makeCall(side, confirmCall(side, { device, activation, code }))
    },
  }))

type Parts = 'right' | 'another SMS part' | 'another receipt' | 'receipt mistyped' | 'SMS part mistyped'
const partsArb = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Parts>('right') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Parts>('another SMS part', 'another receipt', 'receipt mistyped', 'SMS part mistyped'),
  },
)
const whole = (body: string): string => body + tokenCheckCharacter(body)
const strangeParts = { receiptPart: whole('ZZZZZZZ'), smsPart: whole('ZZZZZZZZZZZ') }
const oneOff = (part: string): string => (part.startsWith('7') ? `8${part.slice(1)}` : `7${part.slice(1)}`)

function partsOf({ receiptPart, smsPart }: Token, parts: Parts): { receiptPart: string; smsPart: string } {
  const typed: Record<Parts, { receiptPart: string; smsPart: string }> = {
    right: { receiptPart: ` ${receiptPart.toLowerCase()}`, smsPart: smsPart.replace(/^(....)/, '$1-') },
    'another SMS part': { receiptPart, smsPart: strangeParts.smsPart },
    'another receipt': { receiptPart: strangeParts.receiptPart, smsPart },
    'receipt mistyped': { receiptPart: oneOff(receiptPart), smsPart },
    'SMS part mistyped': { receiptPart, smsPart: oneOff(smsPart) },
  }
  return typed[parts]
}

/** Those that can still act come first to hand. */
const latestAlive = (world: World): Device[] =>
  [...world.devices].sort((a, b) => Number(isAlive(a)) - Number(isAlive(b)))
const toConfirm = (world: World): Activation[] =>
  [...world.activations].sort((a, b) => Number(a.status === 'unconfirmed') - Number(b.status === 'unconfirmed'))
const typeable = (world: World): Token[] => world.tokens.filter(({ receiptPart }) => receiptPart !== '')

export const redeemArb: fc.Arbitrary<Act> = fc
  .record({
    back: fc.constantFrom(0, 0, 0, 1, 2),
    device: fc.nat(3),
    parts: partsArb,
    times: fc.constantFrom(1, 1, 1, 2, 6),
    inVain: seldom,
  })
  .map(({ back, device: pick, parts, times, inVain }) => ({
    words: `redeem(${back} back, ${parts}, device ${pick}${times > 1 ? `, ${times} times` : ''})`,
    can: (world) => typeable(world).some(({ status }) => inVain || status === 'issued') && world.devices.length > 0,
    run: async (side) => {
      const { world } = side
      const [device, token] = [at(latestAlive(world), pick), at(typeable(world), back)]
      if (!device || !token) return
      const found = parts === 'another receipt' ? null : token
      const mistyped = parts === 'receipt mistyped' ? 'receipt' : parts === 'SMS part mistyped' ? 'sms' : null
      const isSmsPartRight = parts === 'right'
      const redeeming = { device, token: found, parts: partsOf(token, parts), mistyped, isSmsPartRight } as const
      for (let time = 0; time < times; time++) await makeCall(side, redeemCall(side, redeeming))
    },
  }))

export const confirmArb: fc.Arbitrary<Act> = fc
  .record({
    back: fc.constantFrom(0, 0, 0, 1, 2, 3),
    offset: fc.option(fc.constantFrom(0, 0, 0, 1, -1, 2, -3, 3, 4, -4, 7, 10, -10, 11), { freq: 5 }),
    times: fc.constantFrom(1, 1, 1, 2, 5),
    byAnother: seldom,
    inVain: seldom,
  })
  .map(({ back, offset, times, byAnother, inVain }) => ({
    words: `confirm(${back} back, ${offset ?? 'a wrong code'}${times > 1 ? `, ${times} times` : ''}${byAnother ? ', by another' : ''})`,
    can: (world) => world.activations.some(({ status }) => inVain || status === 'unconfirmed'),
    run: async (side) => {
      const { world } = side
      const activation = at(inVain ? world.activations : toConfirm(world), back)
      const own = world.devices.find(({ id }) => id === activation?.deviceId)
      const device = byAnother ? world.devices.find((other) => other !== own && isAlive(other)) : own
      // The channel answers 403 to an installation that has ended, whatever it asks.
      if (!activation || !device || !isAlive(device)) return
      for (let time = 0; time < times; time++) {
        const code = offset === null ? '1357913' : activation.codeAt(stepOf(world.nowMs) + offset)
        await makeCall(side, confirmCall(side, { device, activation, code }))
      }
    },
  }))

export const deactivateArb: fc.Arbitrary<Act> = fc
  .record({
    pinKinds: fc.constantFrom<PinKind[]>(['second'], ['first'], ['first', 'second']),
    methods: fc.constantFrom<(('sms' | 'app')[] | undefined)[]>(undefined, ['sms'], ['app'], ['app', 'sms']),
    isStranger: seldom,
  })
  .map(({ pinKinds, methods, isStranger }) => ({
    words: `deactivate(${pinKinds.join('+')}, ${methods?.join('+') ?? 'both methods'})`,
    run: (side) => {
      const card = isStranger ? side.world.stranger : side.world.card
      return makeCall(side, deactivateAtAtmCall(side, { card, pinKinds, ...(methods && { methods }) }))
    },
  }))

export const endDeviceArb: fc.Arbitrary<Act> = fc
  .record({ device: fc.nat(3), other: fc.option(fc.nat(3)) })
  .map(({ device: pick, other: pickOther }) => ({
    words: `endDevice(${pick}${pickOther === null ? '' : ` ends ${pickOther}`})`,
    can: (world) => world.devices.some(isAlive),
    run: async (side) => {
      const { world } = side
      const device = at(world.devices.filter(isAlive), pick)
      const other = pickOther === null ? null : (at(world.devices, pickOther) ?? null)
      if (!device || device === other) return
      await makeCall(side, deactivateFromAppCall(side, { device, other }))
    },
  }))

/** A registration's end, which is tried elsewhere: one more installation on the customer's number. */
export const installArb: fc.Arbitrary<Act> = fc.constant<Act>({
  words: 'install()',
  can: ({ mobile, devices }) => mobile !== null && devices.length < 5,
  run: async ({ world, real }) => {
    const device: Device = {
      id: drawId(world.nowMs),
      mobile: world.mobile ?? '',
      status: 'registered',
      wrongReceiptsAtMs: [],
    }
    world.devices.push(device)
    const row = { ...deviceRow(real.fixture, { ...device, nowMs: world.nowMs }), status: 'registered' }
    const columns = Object.keys(row).join(', ')
    await real.fixture.owner.query(
      `INSERT INTO device (${columns}) SELECT ${columns} FROM json_populate_record(NULL::device, $1)`,
      [JSON.stringify(row)],
    )
  },
})

/** What a case of fraud will do to an installation: the bank has no other way to block one. */
export const blockDeviceArb: fc.Arbitrary<Act> = fc.nat(3).map((pick) => ({
  words: `blockDevice(${pick})`,
  can: (world) => world.devices.some(isAlive),
  run: async ({ world, real }) => {
    const device = at(world.devices.filter(isAlive), pick)
    if (!device) return
    const now = new Date(world.nowMs)
    await real.fixture.owner.query(
      `WITH a AS (UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = 'device_blocked'
         WHERE device_id = $1 AND status <> 'ended')
       UPDATE device SET status = 'blocked', ended_at = $2 WHERE id = $1`,
      [device.id, now],
    )
    device.status = 'blocked'
    for (const own of world.activations) if (own.deviceId === device.id) endActivation(world, own, 'device_blocked')
  },
}))
