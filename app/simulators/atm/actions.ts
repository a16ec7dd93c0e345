'use server'

import { askChannel } from '#app/simulators/ask-channel.ts'
import { demoOnly } from '#app/simulators/demo-only.ts'
import type { AtmAct, AtmAnswer, AtmOutcome } from '#components/simulators/atm/atm-act.ts'
import { readRefusal } from '#components/simulators/refusal.ts'
import {
  atmActSchema,
  deactivationSchema,
  issuedTokenSchema,
  smsEnrollmentSchema,
  withdrawalSchema,
} from './atm-act-schema.ts'
import { TERMINAL_ID } from './terminal.ts'

/** Does at the bank what the customer chose at the ATM, as the switch `atm-demo`. */
export async function performAtmAct(input: AtmAct): Promise<AtmAnswer> {
  const services = await demoOnly()
  const act = atmActSchema.parse(input)
  const nowMs = Date.now()
  const { path, more } = requestOf(act)
  const body = { pan: act.pan, terminalId: TERMINAL_ID, ...more }
  const { status, body: answer } = await askChannel(services, 'atm-demo', { path, body, nowMs })
  return { outcome: status < 300 ? outcomeOf(act, status, answer) : refused(answer), atMs: nowMs }
}

function requestOf(act: AtmAct): { path: string; more: Record<string, unknown> } {
  switch (act.act) {
    case 'enable-sms':
      return { path: '/v1/atm/sms-enrollments', more: {} }
    case 'issue-token':
      return { path: '/v1/atm/activation-tokens', more: { pinKind: act.pinKind, mobile: act.mobile } }
    case 'deactivate':
      return { path: '/v1/atm/deactivations', more: { pinKinds: ['first', 'second'] } }
    case 'withdraw':
      return { path: '/v1/atm/verifications', more: { pinKind: 'first', code: act.code, amount: act.amountRials } }
  }
}

function outcomeOf(act: AtmAct, status: number, answer: unknown): AtmOutcome {
  switch (act.act) {
    case 'enable-sms':
      return { kind: 'sms-enabled', already: status === 200, ...smsEnrollmentSchema.parse(answer) }
    case 'issue-token':
      return { kind: 'token-issued', pinKind: act.pinKind, ...issuedTokenSchema.parse(answer) }
    case 'deactivate':
      return { kind: 'deactivated', ended: deactivationSchema.parse(answer).deactivated }
    case 'withdraw': {
      const { outcome, reason, responseCode } = withdrawalSchema.parse(answer)
      if (outcome === 'accepted') return { kind: 'withdrawn', amountRials: act.amountRials }
      return { kind: 'code-refused', reason, responseCode }
    }
  }
}

function refused(answer: Record<string, unknown>): AtmOutcome {
  return { kind: 'refused', refusal: readRefusal(answer) }
}
