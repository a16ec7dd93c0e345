'use client'
import { useEffect } from 'react'
import { abandonActivation, finishActivation } from '#components/rima/client/activate-card.ts'
import { hasLiveCard } from '#components/rima/client/machine.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

const t = texts.firstCode

/** Sends the first code by itself; buttons appear only when that did not work. */
export function FirstCodeScreen({ rima }: { rima: Rima }) {
  const { state, run, dispatch } = rima
  const failed = state.refusal !== null
  const off = state.screen === 'clock-off'
  const untouched = !failed && !state.busy && !off
  useEffect(() => {
    if (untouched) run(finishActivation)
  }, [untouched, run])
  const title = off ? texts.clock.title : failed ? t.failedTitle : t.title
  return (
    <RimaScreen title={title} lead={off ? texts.clock.body : t.body} refusal={state.refusal}>
      <p role="status" className="text-[1rem] text-ink-2">
        {state.busy ? texts.working : ''}
      </p>
      {failed || off ? (
        <div className="mt-auto flex flex-col gap-2 pt-4">
          <RimaButton busyText={state.busy && texts.working} onPress={() => run(finishActivation)}>
            {t.submit}
          </RimaButton>
          {hasLiveCard(state.snapshot) ? (
            <RimaButton kind="quiet" onPress={() => dispatch({ type: 'codes-opened' })}>
              {t.later}
            </RimaButton>
          ) : null}
          <RimaButton kind="plain" onPress={() => run((session) => abandonActivation(session, null))}>
            {t.abandon}
          </RimaButton>
        </div>
      ) : null}
    </RimaScreen>
  )
}
