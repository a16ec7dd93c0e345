'use server'

import { wordsOf } from '#app/(backoffice)/acts/run-act.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { ApprovalDecision } from '#server/approvals/approval-schemas.ts'
import { runDecision } from './run-decision.ts'

type On = { approvalId: string }

export async function approveAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  const { reason } = wordsOf(form)
  return await decide({ approvalId: idOf(on), decision: 'approve', ...(reason && { reason }) })
}

export async function rejectAct(on: On, _previous: ActState, form: FormData): Promise<ActState> {
  return await decide({ approvalId: idOf(on), decision: 'reject', reason: wordsOf(form).reason })
}

export async function withdrawAct(on: On, _previous: ActState, _form: FormData): Promise<ActState> {
  const t = await getTranslator('approvals')
  return await runDecision(async () => {
    await ask('withdraw-approval', { approvalId: idOf(on) })
    return { message: t('withdraw.done') }
  })
}

async function decide(decision: ApprovalDecision): Promise<ActState> {
  const t = await getTranslator('approvals')
  return await runDecision(async () => {
    const result = await ask('decide-approval', decision)
    if (result.outcome === 'stale' || result.outcome === 'expired') {
      return { message: t(`errors.${result.outcome}`), tone: 'warn' }
    }
    if (result.outcome === 'rejected') return { message: t('reject.done') }
    return { message: t(result.standingUntilMs === null ? 'approve.done' : 'approve.doneStanding') }
  })
}

/** It was bound when the page was drawn, but comes back from the browser. */
function idOf(on: unknown): string {
  return typeof on === 'object' && on !== null && 'approvalId' in on ? String(on.approvalId) : ''
}
