import fc from 'fast-check'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { pressCall, type Side, typeCall } from './calls-verification.ts'
import { closingOf } from './contract-guard.ts'
import { rankActivations, sureReach } from './contract-recognition.ts'
import { dealArb, dealOf } from './deals.ts'
import { type Act, DAY_MS, makeCall, makeCallsAtOnce, pastCall, repeatCall } from './step.ts'
import { type Activation, type Card, moveTo, type Request, STEP_MS, stepOf, type World } from './world.ts'

const pinKindArb = fc.constantFrom<PinKind>('second', 'second', 'second', 'first')
const seldom = fc.integer({ min: 0, max: 7 }).map((drawn) => drawn === 7)
const requesterOf = (side: Side, named: boolean): string | null => (named ? side.real.name('R') : null)
const cardOf = (world: World, isStranger: boolean): Card => (isStranger ? world.stranger : world.card)

export const pressArb: fc.Arbitrary<Act> = fc
  .record({
    deal: dealArb,
    isStranger: seldom,
    twins: seldom,
    named: seldom,
    times: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 1, 9),
  })
  .map((wish) => ({
    words: `press(${wish.deal}${wish.isStranger ? ', a card of nobody' : ''}${wish.twins ? ', twice at once' : ''}${wish.times > 1 ? `, ${wish.times} times` : ''})`,
    run: async (side) => {
      const deal = dealOf(side.real, wish.deal)
      const pressing = { card: cardOf(side.world, wish.isStranger), deal, requesterId: requesterOf(side, wish.named) }
      for (let time = 0; time < wish.times; time++) {
        await makeCall(side, pressCall(side, pressing), wish)
        moveTo(side.world, side.world.nowMs + 1)
      }
    },
  }))

/** Whom the call names: nobody, the code's own request, another of the card, one of another card, or nonsense. */
type Name = 'none' | 'own' | 'latest' | 'oldest' | 'foreign' | 'nonsense'
const nameArb = fc.constantFrom<Name>('none', 'none', 'none', 'own', 'own', 'latest', 'oldest', 'foreign', 'nonsense')

function nameOf({ world }: Side, name: Name, own: { card: Card; request?: Request }): string | null {
  const foreign = own.card === world.card ? world.stranger : world.card
  const ids: Record<Name, string | undefined> = {
    none: undefined,
    own: (own.request ?? own.card.requests.at(-1))?.id,
    latest: own.card.requests.at(-1)?.id,
    oldest: own.card.requests.at(-4)?.id ?? own.card.requests[0]?.id,
    foreign: foreign.requests.at(-1)?.id ?? '00000000-0000-7000-8000-000000000000',
    nonsense: 'no such request',
  }
  return ids[name] ?? null
}

const sentOf = (world: World): Request[] => world.card.requests.filter(({ code }) => code !== null)

/** The code of an SMS, for what it was asked or for something else, at the gateway or at an ATM. */
export const typeSmsArb: fc.Arbitrary<Act> = fc
  .record({
    back: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3, 5),
    deal: fc.option(dealArb, { freq: 3 }),
    name: nameArb,
    atAtm: seldom,
    inPersian: seldom,
    twins: seldom,
    named: seldom,
  })
  .map((wish) => ({
    words: `typeSms(${wish.back} back, ${wish.deal ?? 'as asked'}, named ${wish.name}${wish.atAtm ? ', at an ATM' : ''})`,
    can: (world) => sentOf(world).length > 0,
    run: async (side) => {
      const { world } = side
      const sent = sentOf(world)
      const request = sent.at(-1 - (wish.back % sent.length))
      if (request === undefined) return
      const deal = wish.deal === null ? request.deal : dealOf(side.real, wish.deal)
      const pinKind = wish.atAtm ? 'first' : 'second'
      const named = nameOf(side, wish.name, { card: world.card, request })
      const requesterId = requesterOf(side, wish.named)
      const typed = { card: world.card, pinKind, code: request.code ?? '', deal: wish.atAtm ? null : deal } as const
      const { inPersian } = wish
      await makeCall(side, typeCall(side, { ...typed, named: wish.atAtm ? null : named, requesterId, inPersian }), wish)
    },
  }))

/** A code of the binding in use, or of another one as far as that is surely looked for. */
function pickActivation(world: World, pick: number, atOther: boolean): Activation | undefined {
  const ranked = (['second', 'first'] as const).flatMap((pinKind) => rankActivations(world, pinKind))
  const known = ranked.filter((own) => (atOther ? sureReach(world, own) === 10 : sureReach(world, own) > 0))
  return known[pick % Math.max(known.length, 1)]
}

const near = fc.constantFrom(0, 0, 0, 0, 1, 1, -1, -1, 2, -2)
const far = fc.integer({ min: -12, max: 12 })

/** What the app shows now, or some steps from now. */
export const typeAppArb: fc.Arbitrary<Act> = fc
  .record({
    pick: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
    offset: fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: far }),
    atOther: seldom,
    deal: dealArb,
    name: nameArb,
    twins: seldom,
  })
  .map((wish) => ({
    words: `typeApp(${wish.pick}, ${wish.offset} steps${wish.atOther ? ', for the other PIN' : ''}, named ${wish.name})`,
    can: (world) => pickActivation(world, wish.pick, wish.atOther) !== undefined,
    run: async (side) => {
      const { world } = side
      const activation = pickActivation(world, wish.pick, wish.atOther)
      if (activation === undefined) return
      const reach = sureReach(world, activation)
      const offset = reach === 10 ? wish.offset : wish.offset % (reach + 1)
      const other = activation.pinKind === 'first' ? 'second' : 'first'
      const pinKind = wish.atOther ? other : activation.pinKind
      const isAtm = pinKind === 'first'
      const typed = { card: world.card, pinKind, code: activation.codeAt(stepOf(world.nowMs) + offset) }
      const named = isAtm ? null : nameOf(side, wish.name, { card: world.card })
      const deal = isAtm ? null : dealOf(side.real, wish.deal)
      await makeCall(side, typeCall(side, { ...typed, deal, named, requesterId: null, inPersian: false }), wish)
    },
  }))

/** Some minutes in a row a code that is so many steps off: the bank learns how the app's clock goes. */
export const useOftenArb: fc.Arbitrary<Act> = fc
  .record({ offset: fc.constantFrom(0, 1, 1, -1, -1, 2), times: fc.integer({ min: 2, max: 6 }) })
  .map(({ offset, times }) => ({
    words: `useOften(${offset} steps, ${times} times)`,
    can: (world) => pickActivation(world, 0, false)?.status === 'active',
    run: async (side) => {
      const { world } = side
      const activation = pickActivation(world, 0, false)
      if (activation === undefined) return
      const { pinKind } = activation
      const deal = pinKind === 'first' ? null : dealOf(side.real, 'purchase')
      for (let time = 0; time < times; time++) {
        const code = activation.codeAt(stepOf(world.nowMs) + offset)
        const typed = { card: world.card, pinKind, code, deal, named: null, requesterId: null, inPersian: false }
        await makeCall(side, typeCall(side, typed))
        moveTo(world, world.nowMs + STEP_MS)
      }
    },
  }))

const wrongCodeArb = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9_999_999 }).map((drawn) => String(drawn).padStart(7, '0')) },
  { weight: 1, arbitrary: fc.constantFrom('12', 'abcdefg', '123456789', '12 34567', '12345678', '123456') },
)

/** Guesses, one after another or at once. */
export const guessArb: fc.Arbitrary<Act> = fc
  .record({
    codes: fc.oneof(
      { weight: 5, arbitrary: fc.array(wrongCodeArb, { minLength: 1, maxLength: 2 }) },
      { weight: 2, arbitrary: fc.array(wrongCodeArb, { minLength: 3, maxLength: 7, size: 'max' }) },
    ),
    pinKind: pinKindArb,
    isStranger: seldom,
    deal: dealArb,
    name: nameArb,
    atOnce: fc.boolean(),
    named: seldom,
  })
  .map((wish) => ({
    words: `guess(${wish.codes.join(' ')}, ${wish.pinKind}${wish.isStranger ? ', a card of nobody' : ''}, ${wish.deal}, named ${wish.name}${wish.atOnce ? ', at once' : ''})`,
    run: async (side) => {
      const { world } = side
      const isAtm = wish.pinKind === 'first' && !wish.isStranger
      const card = cardOf(world, wish.isStranger)
      const pinKind: PinKind = isAtm ? 'first' : 'second'
      const named = isAtm ? null : nameOf(side, wish.name, { card })
      const deal = isAtm ? null : dealOf(side.real, wish.deal)
      const requesterId = requesterOf(side, wish.named)
      const calls = wish.codes.map((code) =>
        typeCall(side, { card, pinKind, code, deal, named, requesterId, inPersian: false }),
      )
      // A source that is being refused is judged as its tries come in, one at a time.
      if (wish.atOnce && world.policy.wrongRateTriesMin >= 100) return await makeCallsAtOnce(side, calls)
      for (const call of calls) await makeCall(side, call)
    },
  }))

/** Guesses until app codes close, waits until they open, and again: the ladder's rungs one after another. */
export const climbArb: fc.Arbitrary<Act> = fc
  .record({ pinKind: pinKindArb, rungs: fc.integer({ min: 1, max: 4 }), late: fc.integer({ min: -1, max: 1 }) })
  .map(({ pinKind, rungs, late }) => ({
    words: `climb(${pinKind}, ${rungs} rungs, ${late} ms)`,
    can: (world) => closingOf(world.card[pinKind], world.nowMs) === null && world.policy.wrongRateTriesMin >= 100,
    run: async (side) => {
      const { world } = side
      const { card } = world
      const deal = pinKind === 'first' ? null : dealOf(side.real, 'another merchant')
      const guess = { card, pinKind, code: '12', deal, named: null, requesterId: null, inPersian: false }
      for (let rung = 0; rung < rungs; rung++) {
        for (let time = 0; time < 5 && closingOf(card[pinKind], world.nowMs) === null; time++)
          await makeCall(side, typeCall(side, guess))
        const { appClosedUntilMs } = card[pinKind]
        if (closingOf(card[pinKind], world.nowMs) !== 'app' || appClosedUntilMs === null) return
        moveTo(world, appClosedUntilMs + late)
        await makeCall(side, typeCall(side, guess))
      }
    },
  }))

export const repeatArb: fc.Arbitrary<Act> = fc
  .record({
    back: fc.constantFrom(0, 0, 0, 1, 2, 4),
    asAnother: seldom,
    dayLater: fc.constantFrom(null, null, null, null, null, -1, 0, 1),
  })
  .map(({ back, asAnother, dayLater }) => ({
    words: `repeat(${back} back${asAnother ? ', with another body' : ''}${dayLater === null ? '' : `, a day later ${dayLater} ms`})`,
    can: ({ calls }) => calls.length > 0,
    run: async (side) => {
      const past = pastCall(side.world, back)
      const laterMs = dayLater === null || !past ? 0 : past.key.nowMs + DAY_MS + dayLater
      if (laterMs > side.world.nowMs) moveTo(side.world, laterMs)
      await repeatCall(side, back, { asAnother })
    },
  }))
