// A stranger guesses thinly: one wrong code from each of many terminals, over cards that are nobody's, through one merchant,
// until the way in is narrowed. A customer with a code of that very payment still pays. Prints what was answered, as JSON.
import { setTimeout as pause } from 'node:timers/promises'
import { customer, withCheckDigit } from './bank.mjs'
import { askForCode, enableSms, pay } from './payment.mjs'

const TRIES_MAX = 240
const merchantId = 'IND-SPREAD'
const drawn = String(Date.now() % 1e6).padStart(6, '0')
const cards = Array.from({ length: 30 }, (_, n) => ({
  pan: withCheckDigit(`5076779${drawn}${String(n).padStart(2, '0')}`),
}))
const at = (terminalId) => ({ payee: { merchantId, terminalId, name: 'فروشگاه پراکنده' } })

let wrong = 0
let refused = 0
for (let tries = 0; tries < TRIES_MAX && refused === 0; tries++) {
  const { status, body } = await pay(cards[tries % cards.length], '1234567', at(`IND-S${tries}`))
  if (status === 429) refused += 1
  else if (body.reason === 'invalid_code') wrong += 1
  else throw new Error(`a wrong code was answered ${status} ${JSON.stringify(body)}`)
  await pause(20)
}

const who = customer('unenrolled-50')
await enableSms(who)
const { code } = await askForCode(who, at('IND-S-OWN'))
const { status, body } = await pay(who, code, at('IND-S-OWN'))
process.stdout.write(JSON.stringify({ wrong, refused, customer: body?.outcome ?? status }))
