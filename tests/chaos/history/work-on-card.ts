import type { App, Card, SmsCode } from './draw-card.ts'
import { type Client, prepare, type Sent, sendOnce, sendUntilKnown, type Typed } from './present-code.ts'

const STEP_MS = 60_000
const HAMMER_MAX = 75

/** All that one client does with a card of its own: right and wrong, once and again, patiently and not. */
export async function workOnCard(client: Client, card: Card): Promise<void> {
  const { random } = client
  if (random.chance(2)) await hammer(client, card)
  for (const code of card.codes) await spendSmsCode(client, card, code)
  if (card.app) await spendAppCodes(client, card, card.app)
}

export function typedSms(card: Card, { id, code, binding }: SmsCode, named: boolean): Typed {
  return { card, key: `sms ${id}`, code, binding, ...(named && { named: id }) }
}

export function typedApp(card: Card, { activationId, codeAt }: App, step: number): Typed {
  return { card, key: `app ${activationId} ${step}`, code: codeAt(step), binding: bindingOf(card) }
}

/** Of another length than any code of the card's, so that it is nobody's beyond chance; now and then not even a code. */
export function typedWrong({ random }: Client, card: Card): Typed {
  const code = random.chance(10) ? 'abc' : String(random.below(1_000_000)).padStart(6, '0')
  const [request] = card.codes
  return { card, key: null, code, binding: bindingOf(card), ...(request && random.chance(50) && { named: request.id }) }
}

export const currentStep = (): number => Math.floor(Date.now() / STEP_MS)

async function spendSmsCode(client: Client, card: Card, code: SmsCode): Promise<void> {
  const { random } = client
  if (random.chance(15)) await present(client, typedWrong(client, card))
  const right = typedSms(card, code, random.chance(50))
  if (random.chance(5)) {
    const amount = code.binding.amount + 1
    await present(client, { ...right, binding: { ...code.binding, amount } })
  }
  await spend(client, right)
}

async function spendAppCodes(client: Client, card: Card, app: App): Promise<void> {
  const { random } = client
  const now = currentStep()
  const steps = random.pick([[now], [now - 1, now, now + 1], [now + 1, now], [now + 5, now], [now, now - 7, now + 1]])
  for (const step of steps) {
    if (random.chance(15)) await present(client, typedWrong(client, card))
    await spend(client, typedApp(card, app, step))
  }
}

/** One use of a right code in one of the ways that gateways and networks bring about. */
async function spend(client: Client, typed: Typed): Promise<void> {
  const { random } = client
  const server = random.below(2)
  const way = random.below(100)
  if (way < 8) return void (await sendOnce(client, prepare(client, typed), server))
  const first = prepare(client, typed)
  if (way < 20) await Promise.all([sendUntilKnown(client, first, 0), sendUntilKnown(client, first, 1)])
  else if (way < 35) {
    const second = prepare(client, typed)
    await Promise.all([sendUntilKnown(client, first, 0), sendUntilKnown(client, second, 1)])
  } else await sendUntilKnown(client, first, server)
  if (random.chance(8)) await repeat(client, first, 1 - server)
  if (random.chance(12)) await present(client, typed)
}

/** The very same request again: it must be answered as before. */
export async function repeat(client: Client, sent: Sent, server: number): Promise<void> {
  await sendUntilKnown(client, sent, server)
}

export async function present(client: Client, typed: Typed): Promise<void> {
  await sendUntilKnown(client, prepare(client, typed), client.random.below(2))
}

/** Wrong codes in a row, up the ladder of closings and to the day's end. */
async function hammer(client: Client, card: Card): Promise<void> {
  const tries = 5 + client.random.below(HAMMER_MAX - 5)
  for (let round = 0; round < tries && !client.world.isOver(); round++) await present(client, typedWrong(client, card))
}

function bindingOf({ codes: [code], pan }: Card) {
  const elsewhere = { processType: 'purchase', amount: 5_000, merchantId: 'M-100', terminalId: `T-a${pan.slice(-3)}` }
  return code?.binding ?? elsewhere
}
