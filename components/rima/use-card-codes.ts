'use client'
import { useEffect, useState } from 'react'
import { computeShownCode, openCardKey, type ShownCode } from './card-code.ts'
import type { StoredCard } from './rima-store.ts'
import type { Session } from './session.ts'

/** By activation id. */
export type CardCodes = Map<string, ShownCode>

type OpenedCard = { card: StoredCard; key: CryptoKey }

/** The codes of this step and the next, computed on the phone; the keys live only while the codes are on screen. */
export function useCardCodes(session: Session, cards: StoredCard[]): CardCodes | null {
  const [opened, setOpened] = useState<OpenedCard[]>([])
  const [shown, setShown] = useState<CardCodes | null>(null)
  const shape = cards.map((card) => `${card.activationId} ${card.status}`).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys change when a card does, not at every snapshot
  useEffect(() => {
    let current = true
    openCards(session, cards).then((next) => current && setOpened(next))
    return () => {
      current = false
    }
  }, [session, shape])

  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = async () => {
      const atMs = session.clock.nowMs()
      const next = await computeCodes(opened, atMs)
      if (!current) return
      setShown(next)
      timer = setTimeout(tick, 1000 - (session.clock.nowMs() % 1000) + 5)
    }
    tick()
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [session, opened])

  return shown
}

async function openCards({ vaultKey }: Session, cards: StoredCard[]): Promise<OpenedCard[]> {
  const opened: OpenedCard[] = []
  for (const card of cards) {
    const key = vaultKey && card.status === 'active' ? await openCardKey(vaultKey, card) : null
    if (key) opened.push({ card, key })
  }
  return opened
}

async function computeCodes(opened: OpenedCard[], atMs: number): Promise<CardCodes> {
  const codes = opened.map(
    async ({ card, key }) => [card.activationId, await computeShownCode(card, key, atMs)] as const,
  )
  return new Map(await Promise.all(codes))
}
