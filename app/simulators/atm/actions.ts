'use server'

import type { AtmAct, AtmAnswer, AtmOutcome } from '#components/simulators/atm/atm-act.ts'
import { readRefusal } from '#components/simulators/refusal.ts'
import { askChannel } from '../ask-channel.ts'
import { demoOnly } from '../demo-only.ts'
import { atmActSchema } from './atm-act-schema.ts'
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

// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the contract's, by path
function outcomeOf(act: AtmAct, status: number, answer: any): AtmOutcome {
  switch (act.act) {
    case 'enable-sms':
      return { kind: 'sms-enabled', already: status === 200, mobile: answer.mobile }
    case 'issue-token': {
      const { mobile, receiptPart, expiresAt } = answer
      return { kind: 'token-issued', pinKind: act.pinKind, mobile, receiptPart, expiresAtMs: Date.parse(expiresAt) }
    }
    case 'deactivate':
      return {
        kind: 'deactivated',
        ended: answer.deactivated.map(({ pinKind, method }: never) => ({ pinKind, method })),
      }
    case 'withdraw':
      if (answer.outcome === 'accepted') return { kind: 'withdrawn', amountRials: act.amountRials }
      return { kind: 'code-refused', reason: answer.reason, responseCode: answer.responseCode }
  }
}

function refused(answer: Record<string, unknown>): AtmOutcome {
  return { kind: 'refused', refusal: readRefusal(answer) }
}
