import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Persona = { persona: string; name: string; mobile: string; cards: { pan: string }[] }
export type DemoOperator = { username: string; password: string; role: string; branch: string | null }

/** A demo customer with a mobile and a card, as DATA_DIR/demo-customers.json tells. */
export function persona(name: string): Persona & { pan: string; last4: string; localMobile: string } {
  const found = readDemoFile<Persona[]>('demo-customers.json').find((customer) => customer.persona === name)
  const pan = found?.cards[0]?.pan
  if (!found || !pan) throw new Error(`the demo has no customer ${name} with a card`)
  return { ...found, pan, last4: pan.slice(-4), localMobile: found.mobile?.replace('+98', '0') ?? '' }
}

export function operator(username: string): DemoOperator {
  const found = readDemoFile<DemoOperator[]>('demo-operators.json').find((one) => one.username === username)
  if (!found) throw new Error(`the demo has no operator ${username}`)
  return found
}

export function persianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}

function readDemoFile<T>(name: string): T {
  return JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? '', name), 'utf8')) as T
}
