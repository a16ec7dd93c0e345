'use server'

import { cookies } from 'next/headers'
import { demoOnly } from './demo-only.ts'
import { CHOSEN_COOKIE, readDemoCustomers } from './read-demo-customers.ts'

/** From now on the simulators are in this customer's hands. The cookie holds the persona's name, never a number. */
export async function chooseCustomer(form: FormData): Promise<void> {
  const services = await demoOnly()
  const persona = String(form.get('persona'))
  const customers = await readDemoCustomers(services)
  if (!customers.some((customer) => customer.persona === persona)) return
  const jar = await cookies()
  jar.set(CHOSEN_COOKIE, persona, { path: '/simulators', sameSite: 'lax', httpOnly: true })
}
