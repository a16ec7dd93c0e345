'use client'
import { useState } from 'react'
import { CLOCK_OFF_WARNING_SECONDS } from '#components/rima/client/bank-clock.ts'
import { removeEndedCard } from '#components/rima/client/end-installation.ts'
import type { StoredCard } from '#components/rima/client/rima-store.ts'
import type { Session } from '#components/rima/client/session.ts'
import { setClock } from '#components/rima/client/set-clock.ts'
import { useCardCodes } from '#components/rima/hooks/use-card-codes.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { useStatusRefresh } from '#components/rima/hooks/use-status-refresh.ts'
import { CardList } from '#components/rima/parts/card-list.tsx'
import { CurrentCode } from '#components/rima/parts/current-code.tsx'
import { DoubtfulClock } from '#components/rima/parts/doubtful-clock.tsx'
import { formatSpan } from '#components/rima/parts/explain-refusal.ts'
import { KeptStorageNote } from '#components/rima/parts/kept-storage-note.tsx'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { fill, texts } from '#components/rima/texts.ts'
import { Banner } from '#components/ui/banner.tsx'

const t = texts.codes
/** Long enough that a timer that comes late does not leave it out. */
const SAID_SECONDS = 4

export function CodesScreen({ rima, session }: { rima: Rima; session: Session }) {
  const { state, clockDoubt, dispatch, run } = rima
  const cards = state.snapshot.cards.filter((card) => card.status !== 'pending')
  const shown = useCardCodes(session, cards)
  const [chosenId, setChosenId] = useState('')
  const [revealed, setRevealed] = useState<typeof clockDoubt>(null)
  useStatusRefresh(session, dispatch)
  const chosen = cards.find((card) => card.activationId === chosenId) ?? cards.find(isActive) ?? cards[0]
  const unfinished = state.snapshot.activationPending || cards.length < state.snapshot.cards.length
  if (!chosen) return null
  const code = shown?.get(chosen.activationId)
  return (
    <RimaScreen title={t.title} titleHidden refusal={state.refusal}>
      {clockDoubt ? null : <ClockWarning offsetMs={session.clock.offsetMs()} />}
      {unfinished ? (
        <RimaButton kind="quiet" onPress={() => dispatch({ type: 'activation-resumed' })}>
          {t.unfinished} {t.resume}
        </RimaButton>
      ) : null}
      {isActive(chosen) && clockDoubt ? (
        <DoubtfulClock
          doubt={clockDoubt}
          offsetMs={session.clock.offsetMs()}
          busy={state.busy}
          isRevealed={revealed === clockDoubt}
          onSet={() => run(setClock)}
          onReveal={() => setRevealed(clockDoubt)}
        >
          <CurrentCode card={chosen} code={code} />
        </DoubtfulClock>
      ) : null}
      {isActive(chosen) && !clockDoubt ? <CurrentCode card={chosen} code={code} /> : null}
      {isActive(chosen) ? null : (
        <ClosedCard card={chosen} onRemove={() => run((open) => removeEndedCard(open, chosen.activationId))} />
      )}
      {cards.length > 1 ? <CardList cards={cards} selectedId={chosen.activationId} onSelect={setChosenId} /> : null}
      <p className="sr-only" role="status">
        {code && !clockDoubt && code.secondsLeft > chosen.otp.periodSeconds - SAID_SECONDS ? t.changed : ''}
      </p>
      <KeptStorageNote />
      <div className="mt-auto flex flex-col gap-1 pt-2">
        <p className="pb-2 text-center text-sm text-ink-2">{t.warning}</p>
        <RimaButton kind="plain" onPress={() => dispatch({ type: 'atm-explained' })}>
          {t.add}
        </RimaButton>
        <RimaButton kind="plain" onPress={() => dispatch({ type: 'devices-opened' })}>
          {t.devices}
        </RimaButton>
      </div>
    </RimaScreen>
  )
}

function isActive(card: StoredCard): boolean {
  return card.status === 'active'
}

function ClockWarning({ offsetMs }: { offsetMs: number }) {
  const seconds = Math.abs(offsetMs) / 1000
  if (seconds < CLOCK_OFF_WARNING_SECONDS) return null
  return <Banner tone="warn">{fill(t.clockOff, { time: formatSpan(seconds) })}</Banner>
}

function ClosedCard({ card, onRemove }: { card: StoredCard; onRemove: () => void }) {
  const suspended = card.status === 'suspended'
  return (
    <div className="flex flex-col gap-3 py-6">
      <Banner tone="warn">{suspended ? t.suspended : t.deactivated}</Banner>
      {suspended ? null : (
        <RimaButton kind="quiet" onPress={onRemove}>
          {t.remove}
        </RimaButton>
      )}
    </div>
  )
}
