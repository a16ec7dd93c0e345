'use client'
import { groupCard } from '#components/rima/client/card-code.ts'
import type { StoredCard } from '#components/rima/client/rima-store.ts'
import { texts } from '#components/rima/texts.ts'
import { Icon } from '#components/ui/icon.tsx'
import { namePin } from './name-card.ts'

const t = texts.codes

interface CardListProps {
  cards: StoredCard[]
  selectedId: string
  onSelect: (activationId: string) => void
}

export function CardList({ cards, selectedId, onSelect }: CardListProps) {
  return (
    <section aria-label={t.cards} className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold text-ink-2">{t.cards}</h2>
      <ul className="flex flex-col gap-2">
        {cards.map((card) => (
          <li key={card.activationId}>
            <button
              type="button"
              aria-pressed={card.activationId === selectedId}
              onClick={() => onSelect(card.activationId)}
              className="flex min-h-14 w-full items-center justify-between gap-3 rounded-xl border border-line bg-panel px-4 text-start hover:border-field-line aria-pressed:border-accent aria-pressed:bg-accent-soft"
            >
              <span className="flex flex-col">
                <bdi dir="ltr" className="text-[0.95rem] font-medium tabular-nums text-ink">
                  {groupCard(card.card)}
                </bdi>
                <span className="text-sm text-ink-2">{namePin(card)}</span>
              </span>
              <CardNote card={card} selected={card.activationId === selectedId} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CardNote({ card, selected }: { card: StoredCard; selected: boolean }) {
  if (card.status === 'suspended' || card.status === 'deactivated') {
    const suspended = card.status === 'suspended'
    return (
      <span className={`flex items-center gap-1.5 text-sm font-medium ${suspended ? 'text-warn' : 'text-ink-2'}`}>
        <Icon name={suspended ? 'lock' : 'minus'} />
        {suspended ? t.suspendedShort : t.deactivatedShort}
      </span>
    )
  }
  return selected ? <Icon name="check" sizePixels={18} className="text-accent" /> : null
}
