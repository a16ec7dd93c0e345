import type { Transaction } from '#server/database.ts'
import { guardRow, insertCustomers, makeCardPlan, type SeedCustomer } from './customer-rows.ts'
import type { DemoOperator } from './operators.ts'
import { drawMobile, drawNationalId, drawPan } from './people.ts'
import { enrollPersona, type PersonaName } from './persona-states.ts'
import type { Branch } from './places.ts'
import { DAY_MS, type World } from './world.ts'

export type DemoCustomer = {
  persona: string
  name: string
  customerNumber: string
  nationalId: string
  mobile: string | null
  smsMember: boolean
  cards: { pan: string; status: string }[]
}

const people: readonly {
  persona: PersonaName
  name: string
  cards?: number
  smsMember?: boolean
  blocked?: boolean
  noMobile?: boolean
}[] = [
  { persona: 'plain', name: 'علی‌رضا محمدی‌نژاد' },
  { persona: 'not-sms-member', name: 'شهلا کریمی‌پور', smsMember: false },
  { persona: 'sms-only', name: 'بهمن آقایی' },
  { persona: 'app-active', name: 'نسترن پورصالح' },
  { persona: 'token-expired', name: 'کامران دادخواه' },
  { persona: 'locked', name: 'فرشته میرزایی' },
  { persona: 'device-deactivated', name: 'یحیی سهرابی' },
  { persona: 'two-cards', name: 'زهره نیک‌بخت', cards: 2 },
  { persona: 'card-blocked', name: 'سیاوش اعتمادی', blocked: true },
  { persona: 'no-mobile', name: 'ملوک خانی', noMobile: true },
  ...Array.from({ length: 60 }, (_, index) => ({
    persona: `unenrolled-${String(index + 1).padStart(2, '0')}` as PersonaName,
    name: `${['پروانه', 'داریوش', 'ثریا', 'فرهاد', 'مهتاب', 'بیژن'][index % 6]} آزمونی ${['یکم', 'دوم', 'سوم', 'چهارم', 'پنجم', 'ششم', 'هفتم', 'هشتم', 'نهم', 'دهم'][Math.floor(index / 6)]}`,
  })),
]

/** One customer for each state that a newcomer or a test looks for; all of the first branch. */
export async function makePersonas(
  tx: Transaction,
  world: World,
  branches: Branch[],
  _operators: DemoOperator[],
): Promise<DemoCustomer[]> {
  const [branch] = branches
  if (!branch) throw new Error('no branch')
  const taken = new Set<string>()
  const customers: { persona: PersonaName; customer: SeedCustomer }[] = people.map((person, index) => ({
    persona: person.persona,
    customer: planPersona(world, branch, person, index, taken),
  }))
  const cards = customers.flatMap(({ customer }) =>
    customer.cards.map((card) => ({ customer, card, guards: [guardRow(card, 'first'), guardRow(card, 'second')] })),
  )
  await insertCustomers(
    tx,
    world,
    customers.map(({ customer }) => customer),
    cards,
  )
  for (const { persona, customer } of customers) await enrollPersona(tx, world, persona, customer)
  return customers.map(({ persona, customer }) => ({
    persona,
    name: customer.name,
    customerNumber: customer.customerNumber,
    nationalId: customer.nationalId,
    mobile: customer.mobile,
    smsMember: customer.smsMember,
    cards: customer.cards.map(({ pan, status }) => ({ pan, status })),
  }))
}

function planPersona(
  world: World,
  branch: Branch,
  person: (typeof people)[number],
  index: number,
  taken: Set<string>,
): SeedCustomer {
  const { random, nowMs } = world
  const draw = (make: () => string): string => {
    const value = make()
    if (taken.has(value)) return draw(make)
    taken.add(value)
    return value
  }
  const status = person.blocked ? 'blocked' : 'active'
  return {
    id: random.id(nowMs - 300 * DAY_MS),
    name: person.name,
    customerNumber: String(1_204_800 + index),
    nationalId: draw(() => drawNationalId(random)),
    // 0911 is drawn for no one else: each persona's number is theirs alone.
    mobile: person.noMobile ? null : draw(() => drawMobile(random).replace(/^\+98\d{3}/, '+98911')),
    smsMember: person.smsMember ?? true,
    branch,
    createdAtMs: nowMs - 300 * DAY_MS,
    cards: Array.from({ length: person.cards ?? 1 }, () =>
      makeCardPlan(
        world,
        draw(() => drawPan(random)),
        status,
        nowMs + random.between(400, 1_200) * DAY_MS,
      ),
    ),
  }
}
