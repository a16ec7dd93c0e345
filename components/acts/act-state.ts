import type { ReactNode } from 'react'

/**
 * What became of an act. `refused`: nothing was done and the dialog stays; `shown`: done, and there is something to see
 * before the dialog is closed. `tone`: how it is told that it is over; `submissionId` is that of the next press.
 */
export type ActState = {
  outcome: 'none' | 'done' | 'shown' | 'refused'
  message: string | null
  /** What can be done about a refusal, right there. */
  more?: ReactNode
  tone?: 'ok' | 'warn'
  shown?: ReactNode
  /** What the dialog is called while something is shown; without: what it was called before. */
  shownTitle?: string
  /** What is shown is never shown again: only a press of a button closes the dialog. */
  isShownOnce?: boolean
  submissionId: string
}
export type ActAction = (previous: ActState, form: FormData) => Promise<ActState>
