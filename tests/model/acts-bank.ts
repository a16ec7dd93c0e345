import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { resynchroniseEnrollment } from '#server/activations/resynchronise-enrollment.ts'
import { applyCustomerChanges } from '#server/customers/apply-customer-changes.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { deactivateEnrollment } from '#server/enrollments/deactivate-enrollment.ts'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { unlockGuard } from '#server/guards/unlock-guard.ts'
import { unsuspendGuard } from '#server/guards/unsuspend-guard.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { confirmCall, expectAnswer, issueCall, redeemCall, reissueCall } from './calls-enrollment.ts'
import type { Side } from './calls-verification.ts'
import { changeMobile, endDevice, endEnrollment, isAlive, suspend } from './contract-ending.ts'
import { findAppEnrollment } from './contract-enrollment.ts'
import { closingOf, release } from './contract-guard.ts'
import { answered, newKey } from './model-fixture.ts'
import { type Act, makeCall } from './step.ts'
import {
  type Activation,
  type Device,
  dayOf,
  dayStartMs,
  drawMobile,
  moveTo,
  stepOf,
  tell,
  type World,
} from './world.ts'

const pinKindArb = fc.constantFrom<PinKind>('second', 'second', 'first')
const said = { reason: 'model', proof: 'card_and_pin' as const }
const at = <T>(items: readonly T[], back: number): T | undefined => items.at(-1 - (back % Math.max(items.length, 1)))

/** Staff suspend, lift a suspension, or release a lock before its time. */
export const guardActArb: fc.Arbitrary<Act> = fc
  .record({
    act: fc.constantFrom<'suspend' | 'unsuspend' | 'unlock'>(
      'suspend',
      'unsuspend',
      'unsuspend',
      'unlock',
      'unlock',
      'unlock',
    ),
    pinKind: pinKindArb,
    inVain: fc.constantFrom(true, false, false, false),
  })
  .map(({ act, pinKind, inVain }) => ({
    words: `${act}(${pinKind})`,
    can: ({ card, nowMs }) => {
      const isApt = {
        suspend: true,
        unsuspend: card[pinKind].suspended,
        unlock: closingOf(card[pinKind], nowMs) !== null,
      }
      return inVain || isApt[act]
    },
    run: (side) => actOnGuard(side, act, pinKind),
  }))

async function actOnGuard(
  { world, real }: Side,
  act: 'suspend' | 'unsuspend' | 'unlock',
  pinKind: PinKind,
): Promise<void> {
  const [web, ctx] = [real.fixture.web(world.policy), real.fixture.analyst(world.nowMs)]
  const input = { cardId: real.cardId, pinKind, ...said }
  const acts = { suspend: suspendGuard, unsuspend: unsuspendGuard, unlock: unlockGuard }
  const actual = await answered(async () => void (await acts[act](web, ctx, input)))
  const isDone =
    act === 'unlock' ? release(world.card[pinKind], world.nowMs) : suspend(world, pinKind, act === 'suspend')
  const refusals = { suspend: 'already_suspended', unsuspend: 'not_suspended', unlock: 'not_locked' }
  expectAnswer(isDone ? { status: 200 } : { status: 409, code: refusals[act] }, actual)
  world.reach(`${act}: ${isDone ? 'done' : 'refused'}`)
  if (act === 'unlock' && isDone) tell(world, 'unlocked')
}

/** A token redeemed and left, then a second one confirmed or the card suspended, and only then the first one's code. */
export const overtakeArb: fc.Arbitrary<Act> = fc
  .record({ pinKind: pinKindArb, isSuspended: fc.boolean() })
  .map(({ pinKind, isSuspended }) => ({
    words: `overtake(${pinKind}, ${isSuspended ? 'suspended meanwhile' : 'by a later token'})`,
    can: ({ mobile, devices, card }) => mobile !== null && devices.some(isAlive) && !card[pinKind].suspended,
    run: async (side) => {
      const { world } = side
      const device = world.devices.find(isAlive)
      const first = device && (await bindNext(side, { pinKind, device }))
      if (!device || !first) return
      const confirmNow = async (activation: Activation): Promise<void> => {
        moveTo(world, world.nowMs + 1)
        await makeCall(side, confirmCall(side, { device, activation, code: activation.codeAt(stepOf(world.nowMs)) }))
      }
      if (isSuspended) await actOnGuard(side, 'suspend', pinKind)
      else {
        const second = await bindNext(side, { pinKind, device })
        if (second) await confirmNow(second)
      }
      await confirmNow(first)
    },
  }))

type Bound = { pinKind: PinKind; device: Device }

async function bindNext(side: Side, { pinKind, device }: Bound): Promise<Activation | undefined> {
  const { world } = side
  const [tokens, bound] = [world.tokens.length, world.activations.length]
  moveTo(world, world.nowMs + 1)
  await makeCall(side, issueCall(side, { card: world.card, pinKind, typedMobile: world.mobile ?? '' }))
  const token = world.tokens[tokens]
  if (token === undefined) return undefined
  moveTo(world, world.nowMs + 1)
  await makeCall(side, redeemCall(side, { device, token, parts: token, mistyped: null, isSmsPartRight: true }))
  return world.activations[bound]
}

export const reissueArb: fc.Arbitrary<Act> = pinKindArb.map((pinKind) => ({
  words: `reissue(${pinKind})`,
  can: (world) => findAppEnrollment(world, pinKind) !== undefined,
  run: async (side) => {
    const call = reissueCall(side, pinKind)
    if (call !== null) await makeCall(side, call)
  },
}))

/** Two codes that the app shows, one after the other or not, tell how far its clock is off. */
export const resynchroniseArb: fc.Arbitrary<Act> = fc
  .record({ pinKind: pinKindArb, offset: fc.integer({ min: -11, max: 10 }), apart: fc.constantFrom(1, 1, 1, 1, 2, -1) })
  .map(({ pinKind, offset, apart }) => ({
    words: `resynchronise(${pinKind}, ${offset} and ${offset + apart} steps)`,
    can: (world) => findAppEnrollment(world, pinKind) !== undefined,
    run: async (side) => {
      const { world, real } = side
      const enrollmentId = findAppEnrollment(world, pinKind)?.id ?? ''
      const own = world.activations.find((one) => one.enrollmentId === enrollmentId && one.status === 'active')
      const step = stepOf(world.nowMs) + offset
      const codes: [string, string] = [own?.codeAt(step) ?? '1', own?.codeAt(step + apart) ?? '2']
      const play = (actual: Awaited<ReturnType<typeof answered>>): void => {
        const expected = judge(world, own, { offset, apart })
        expectAnswer(expected, actual)
        world.reach(`resynchronisation: ${expected.code ?? expected.status}`)
        if (expected.status !== 200 || own === undefined) return
        Object.assign(own, { drift: offset + 1, driftRun: 0, lastStep: step + 1 })
        tell(world, 'resynchronised')
      }
      const perform = (request: RequestKey) => {
        const input = { request, enrollmentId, act: { requestId: 'model', codes } }
        return answered(() => resynchroniseEnrollment(real.services, real.fixture.clerk(request.nowMs), input))
      }
      await makeCall(side, { what: 'resynchronise', clientId: 'backoffice-model', perform, play })
      // Made again a day later it would be another act: it is not repeated.
      world.calls.pop()
    },
  }))

type Shown = { offset: number; apart: number }

function judge(world: World, own: World['activations'][number] | undefined, { offset, apart }: Shown) {
  if (own === undefined) return { status: 409, code: 'no_app_in_use' }
  const reach = world.policy.diagnosisWindowSteps
  const isPair = apart === 1 && offset >= -reach && offset + 1 <= reach
  if (!isPair) return { status: 409, code: 'codes_not_consecutive' }
  const isFresh = own.lastStep === null || stepOf(world.nowMs) + offset > own.lastStep
  return isFresh ? { status: 200, driftSteps: offset + 1 } : { status: 409, code: 'code_already_used' }
}

/** Staff end an enrollment or an installation. */
export const staffEndArb: fc.Arbitrary<Act> = fc
  .record({ what: fc.constantFrom('enrollment', 'device'), pick: fc.nat(3) })
  .map(({ what, pick }) => ({
    words: `staffEnd(${what} ${pick})`,
    can: (world) => (what === 'device' ? world.devices : world.enrollments).length > 0,
    run: async ({ world, real }) => {
      const [web, ctx] = [real.fixture.web(world.policy), real.fixture.analyst(world.nowMs)]
      const [device, enrollment] = [at(world.devices, pick), at(world.enrollments, pick)]
      if (what === 'device' && device) {
        const actual = await answered(
          async () => void (await deactivateDevice(web, ctx, { deviceId: device.id, ...said })),
        )
        if (!isOfCustomer(world, device)) return expectAnswer({ status: 404, code: 'not_found' }, actual)
        expectAnswer(isAlive(device) ? { status: 200 } : { status: 409, code: `device_${device.status}` }, actual)
        if (isAlive(device)) endDevice(world, device)
      } else if (what === 'enrollment' && enrollment) {
        const input = { enrollmentId: enrollment.id, ...said }
        const actual = await answered(async () => void (await deactivateEnrollment(web, ctx, input)))
        const isOpen = enrollment.status !== 'deactivated'
        expectAnswer(isOpen ? { status: 200 } : { status: 409, code: 'enrollment_deactivated' }, actual)
        endEnrollment(world, enrollment)
        if (isOpen) tell(world, 'deactivated')
      }
    },
  }))

/** One that was never bound to a card is the customer's by its number alone. */
function isOfCustomer(world: World, device: Device): boolean {
  return device.mobile === world.mobile || world.activations.some((own) => own.deviceId === device.id)
}

type Change = 'block' | 'unblock' | 'expire soon' | 'renew' | 'another mobile' | 'no mobile' | 'leave SMS' | 'join SMS'

/** What core banking says of the customer and the card. */
export const coreArb: fc.Arbitrary<Act> = fc
  .constantFrom<Change>(
    'block',
    'unblock',
    'unblock',
    'expire soon',
    'renew',
    'renew',
    'another mobile',
    'no mobile',
    'leave SMS',
    'join SMS',
    'join SMS',
  )
  .map((change) => ({
    words: `core(${change})`,
    run: async (side) => {
      const before = side.world.mobile
      takeOver(side.world, change)
      await tellCore(side)
      side.world.reach(`core: ${change}${before === null && change === 'another mobile' ? ', the first' : ''}`)
    },
  }))

function takeOver(world: World, change: Change): void {
  const soon = dayStartMs(dayOf(world.nowMs) + 1)
  const acts: Record<Change, () => void> = {
    block: () => Object.assign(world, { cardStatus: 'blocked' }),
    unblock: () => Object.assign(world, { cardStatus: 'active' }),
    'expire soon': () => Object.assign(world, { cardExpiresAtMs: soon }),
    renew: () => Object.assign(world, { cardExpiresAtMs: soon + 400 * 86_400_000 }),
    'another mobile': () => changeMobile(world, drawMobile()),
    'no mobile': () => changeMobile(world, null),
    'leave SMS': () => Object.assign(world, { smsMember: false }),
    'join SMS': () => Object.assign(world, { smsMember: true }),
  }
  acts[change]()
}

async function tellCore({ world, real }: Side): Promise<void> {
  const expires = new Date(world.cardExpiresAtMs - 1 + 12_600_000).toISOString().slice(0, 10)
  const { customerNumber, nationalId, fixture } = real
  const { mobile, smsMember, cardStatus: status, card, nowMs } = world
  const cards = [{ pan: card.pan.reveal(), status, expires }]
  const customer = {
    customerNumber,
    nationalId,
    name: 'نام الگو',
    mobile,
    smsMember,
    branchCode: fixture.branch.code,
    cards,
  }
  const actor = { kind: 'channel', clientId: 'core-model', clientKind: 'core', name: 'core-model' } as const
  const key = newKey('core-model', nowMs)
  const ctx = { actor, requestId: key.requestId, ip: null, userAgent: null, nowMs }
  const outcome = await applyCustomerChanges(real.services, ctx, { requestId: 'model', changes: [customer] }, key)
  deepStrictEqual(outcome, { status: 200, body: { applied: 1, refused: [] } })
}
