'use client'

import { unstable_rethrow } from 'next/navigation'
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from 'react'
import type { CheckCode, Holding, ProofLabels, ProofState, SendCode } from '#components/acts/proof-state.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { showToast } from '#components/ui/toast.ts'
import type { CheckedLevel } from '#domain/operator/act-proofs.ts'

type ProofByCodeProps = {
  level: CheckedLevel
  send: SendCode
  check: CheckCode
  labels: ProofLabels
  onPassed: (holding: Holding) => void
}

/** One press of the button, however often it arrives; drawn without what only a secure page has. */
function drawPress(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join('-')
}

/** Sends a code or awaits the app's, and checks what the customer reads out. The code is no field of the act's form. */
export function ProofByCode({ level, send, check, labels, onPassed }: ProofByCodeProps) {
  const [state, setState] = useState<ProofState>({ outcome: 'none' })
  const [proofId, setProofId] = useState<string | null>(null)
  const [isPending, start] = useTransition()
  const code = useRef<HTMLInputElement>(null)
  const sendButton = useRef<HTMLButtonElement>(null)
  const awaitsCode = level === 'app_code' || proofId !== null
  useEffect(() => (awaitsCode ? code.current : sendButton.current)?.focus(), [awaitsCode])
  const run = (work: () => Promise<ProofState>): void => {
    if (isPending) return
    start(async () => {
      const next = await work().catch((error: unknown): ProofState => {
        unstable_rethrow(error)
        return { outcome: 'refused', proofId, message: labels.lost }
      })
      if ('proofId' in next) setProofId(next.proofId)
      setState(next)
      if (next.outcome === 'passed') {
        showToast({ tone: 'ok', text: labels.passed })
        onPassed(next.holding)
      } else {
        code.current?.focus()
      }
    })
  }
  const sendCode = (): void => run(() => send(drawPress()))
  const checkCode = (): void => {
    const typed = code.current?.value.trim() ?? ''
    if (code.current) code.current.value = ''
    if (typed === '') code.current?.focus()
    else run(() => check({ level, proofId, code: typed }))
  }
  const checkOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    checkCode()
  }
  return (
    <div data-proof-step className="flex flex-col gap-3 rounded-control border border-line bg-mute-soft p-3">
      {state.outcome === 'refused' || state.outcome === 'sent' ? (
        <Banner tone={state.outcome === 'sent' ? 'info' : 'error'} live>
          {state.message}
        </Banner>
      ) : null}
      {level === 'app_code' ? <p className="text-sm text-ink-2">{labels.appHint}</p> : null}
      {awaitsCode ? (
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            ref={code}
            label={labels.code}
            dir="ltr"
            inputMode="numeric"
            maxLength={12}
            onKeyDown={checkOnEnter}
            fieldClassName="min-w-40 flex-1"
          />
          <Button variant="primary" pending={isPending} onClick={checkCode}>
            {isPending ? labels.pending : labels.check}
          </Button>
        </div>
      ) : null}
      {level === 'sms_code' ? (
        <span>
          <Button
            ref={sendButton}
            size={awaitsCode ? 'small' : 'normal'}
            variant={awaitsCode ? 'ghost' : 'primary'}
            pending={isPending && !awaitsCode}
            disabled={isPending}
            onClick={sendCode}
          >
            {awaitsCode ? labels.sendAgain : labels.send}
          </Button>
        </span>
      ) : null}
    </div>
  )
}
