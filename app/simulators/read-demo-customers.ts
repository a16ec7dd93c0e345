import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cookies } from 'next/headers'
import { z } from 'zod'
import type { Web } from '#app/services.ts'
import { compareTexts } from '#components/format/compare-texts.ts'
import type { DemoCustomer } from '#components/simulators/demo-customer.ts'

export const CHOSEN_COOKIE = 'simulated-customer'

const demoCustomersSchema = z.array(
  z.object({
    persona: z.string(),
    name: z.string(),
    mobile: z.string().nullable(),
    smsMember: z.boolean(),
    cards: z.array(z.object({ pan: z.string(), status: z.string() })),
  }),
)

export async function readDemoCustomers({ environment }: Web): Promise<DemoCustomer[]> {
  const customers = demoCustomersSchema.parse(
    JSON.parse(await readFile(join(environment.DATA_DIR, 'demo-customers.json'), 'utf8')),
  )
  return customers.sort((a, b) => compareTexts(a.name, b.name, 'fa') || compareTexts(a.persona, b.persona, 'en'))
}

/** Everybody, and the one whose hands the simulators are at the moment. */
export async function readDemoChoice(
  services: Web,
): Promise<{ customers: DemoCustomer[]; chosen: DemoCustomer | null }> {
  const [customers, jar] = await Promise.all([readDemoCustomers(services), cookies()])
  const persona = jar.get(CHOSEN_COOKIE)?.value
  return { customers, chosen: customers.find((customer) => customer.persona === persona) ?? null }
}
