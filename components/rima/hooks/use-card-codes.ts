'use client'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { computeShownCode, openCardKey, type ShownCode } from '#components/rima/client/card-code.ts'
import type { StoredCard } from '#components/rima/client/rima-store.ts'
import type { Session } from '#components/rima/client/session.ts'
import { watchSight } from '#components/rima/client/watch-sight.ts'

/** By activation id. */
export type CardCodes = Map<string, ShownCode>

type OpenedCard = { card: StoredCard; key: CryptoKey }
type ShownCodes = { codes: CardCodes; atMs: number }

/** Two ticks and a half: what stands longer was not renewed, and nobody knows how old it is. */
const STALE_AFTER_MS = 2500

/**
 * The codes of this step and the next, computed on the phone; the keys live only while the codes are on screen. Null while
 * there is none that is known to be of now: none out of sight, and after a sleep none before it is recomputed.
 */
export function useCardCodes(session: Session, cards: StoredCard[]): CardCodes | null {
  const [opened, setOpened] = useState<OpenedCard[]>([])
  const [shown, setShown] = useState<ShownCodes | null>(null)
  const shape = cards.map((card) => `${card.activationId} ${card.status}`).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys change when a card does, not at every snapshot
  useEffect(() => {
    let current = true
    openCards(session, cards).then((next) => current && setOpened(next))
    return () => {
      current = false
    }
  }, [session, shape])

  useEffect(() => keepCodesCurrent({ session, opened, show: setShown }), [session, opened])
  useEffect(() => (shown ? watchAge(session, shown.atMs, () => setShown(null)) : undefined), [session, shown])

  return shown?.codes ?? null
}

type CodeRefresh = { session: Session; opened: OpenedCard[]; show: (shown: ShownCodes | null) => void }

function keepCodesCurrent({ session, opened, show }: CodeRefresh): () => void {
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = async () => {
    turn += 1
    const mine = turn
    clearTimeout(timer)
    const atMs = session.clock.nowMs()
    const codes = await computeCodes(opened, atMs)
    if (mine !== turn) return
    show({ codes, atMs })
    timer = setTimeout(tick, 1000 - (session.clock.nowMs() % 1000) + 5)
  }
  const stop = () => {
    turn += 1
    clearTimeout(timer)
  }
  const unwatch = watchSight({
    lost: () => {
      stop()
      // At once: what is painted when the page comes back is what stands now.
      flushSync(() => show(null))
    },
    // After the other listeners: one of them looks at the clock.
    regained: () => {
      stop()
      timer = setTimeout(tick, 0)
    },
  })
  if (!document.hidden) tick()
  return () => {
    stop()
    unwatch()
  }
}

/** A machine may sleep without the page's knowing: before each picture is drawn the codes' age is looked at. */
function watchAge(session: Session, atMs: number, hide: () => void): () => void {
  let frame = requestAnimationFrame(function look() {
    if (Math.abs(session.clock.nowMs() - atMs) > STALE_AFTER_MS) flushSync(hide)
    else frame = requestAnimationFrame(look)
  })
  return () => cancelAnimationFrame(frame)
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
