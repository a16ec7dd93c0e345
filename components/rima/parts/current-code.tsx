'use client'
import { useState } from 'react'
import { groupCard, type ShownCode } from '#components/rima/client/card-code.ts'
import type { StoredCard } from '#components/rima/client/rima-store.ts'
import { texts } from '#components/rima/texts.ts'
import { Icon } from '#components/ui/icon.tsx'
import { CodeText } from './code-text.tsx'
import { MinuteRing } from './minute-ring.tsx'
import { nameCode, namePin } from './name-card.ts'
import { RimaButton } from './rima-button.tsx'

const t = texts.codes
const NEXT_SHOWN_SECONDS = 15

interface CurrentCodeProps {
  card: StoredCard
  /** Absent while it is recomputed. */
  code: ShownCode | undefined
}

export function CurrentCode({ card, code }: CurrentCodeProps) {
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-col items-center gap-0.5">
        <span className="text-[1rem] font-semibold text-ink">
          {namePin(card)}{' '}
          <span className="font-normal text-ink-2">{card.pinKind === 'first' ? t.firstUse : t.secondUse}</span>
        </span>
        <bdi dir="ltr" className="text-[0.95rem] tabular-nums text-ink-2">
          {groupCard(card.card)}
        </bdi>
      </p>
      <MinuteRing secondsLeft={code?.secondsLeft ?? null} periodSeconds={card.otp.periodSeconds}>
        {code ? <CodeText code={code.now} label={nameCode(card)} className="text-[2.6rem] leading-none" /> : null}
      </MinuteRing>
      <p className="flex min-h-7 items-center justify-center gap-2 text-sm text-ink-2">
        {code && code.secondsLeft <= NEXT_SHOWN_SECONDS ? (
          <>
            {t.next} <CodeText code={code.next} label={t.next} className="text-[1.05rem] text-ink-2" />
          </>
        ) : null}
      </p>
      <CopyCode code={code?.now ?? null} />
    </div>
  )
}

/** Stays where it is while the code is recomputed, so that the focus does not go; then there is nothing to copy. */
function CopyCode({ code }: { code: string | null }) {
  const [copied, setCopied] = useState<{ code: string; text: string } | null>(null)
  const copy = async () => {
    if (code === null) return
    const done = await navigator.clipboard.writeText(code).then(
      () => true,
      () => false,
    )
    setCopied({ code, text: done ? t.copied : t.copyFailed })
  }
  const said = copied !== null && copied.code === code ? copied.text : null
  return (
    <>
      <RimaButton kind="quiet" busyText={code === null && t.copy} onPress={copy}>
        <Icon name={said === t.copied ? 'check' : 'copy'} sizePixels={18} />
        {t.copy}
      </RimaButton>
      <p role="status" className="text-center text-sm text-ink-2 empty:hidden">
        {said}
      </p>
    </>
  )
}
