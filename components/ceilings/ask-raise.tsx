'use client'

import { type KeyboardEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** `isSent`: the request waits for its answer, this one or an earlier one. */
export type RaiseAnswer = { isSent: boolean; message: string }
export type AskRaiseLabels = { reason: string; hint: string; submit: string; pending: string; lost: string }
type AskRaiseProps = { action: (reason: string) => Promise<RaiseAnswer>; labels: AskRaiseLabels }

/** Asks for a second person where an act was refused at a ceiling, and leaves what was typed for it alone: no form of its own. */
export function AskRaise({ action, labels }: AskRaiseProps) {
  const [reason, setReason] = useState('')
  const [answer, setAnswer] = useState<RaiseAnswer | null>(null)
  const [isPending, startTransition] = useTransition()
  const ask = (): void => {
    if (isPending) return
    startTransition(async () => {
      setAnswer(await action(reason).catch(() => ({ isSent: false, message: labels.lost })))
    })
  }
  const askByEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    // The form around it is the refused act's.
    event.preventDefault()
    ask()
  }
  return (
    <div className="mt-2 flex max-w-md flex-col items-start gap-2 text-ink">
      {answer?.isSent ? null : (
        <>
          <TextField
            label={labels.reason}
            description={labels.hint}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={askByEnter}
            maxLength={300}
            error={answer?.message}
            fieldClassName="w-full"
          />
          <Button size="small" onClick={ask} pending={isPending}>
            {isPending ? labels.pending : labels.submit}
          </Button>
        </>
      )}
      <p role="status" className="font-medium empty:hidden">
        {answer?.isSent ? answer.message : null}
      </p>
    </div>
  )
}
