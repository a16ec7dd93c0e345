'use client'

import { unstable_rethrow } from 'next/navigation'
import { useLocale } from '#components/locale/locale-provider.tsx'
import failureEn from '#messages/failure.en.json' with { type: 'json' }
import failureFa from '#messages/failure.fa.json' with { type: 'json' }

type Action<State> = (previous: State, form: FormData) => Promise<State>
type LostState<State> = (previous: State, sentence: string) => State

/** Of an action whose answer is lost on the way: a sentence in the form, where the broken page would take what was typed with it. */
export function useKeptForm<State>(action: Action<State>, whenLost: LostState<State>): Action<State> {
  const { noAnswer } = useLocale() === 'fa' ? failureFa : failureEn
  return async (previous, form) => {
    try {
      return await action(previous, form)
    } catch (error) {
      unstable_rethrow(error)
      return whenLost(previous, noAnswer)
    }
  }
}
