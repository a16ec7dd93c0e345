'use client'
import { useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { groupCard, type ShownCode } from './card-code.ts'
import { CodeText } from './code-text.tsx'
import { MinuteRing } from './minute-ring.tsx'
import { nameCode, namePin } from './name-card.ts'
import { RimaButton } from './rima-button.tsx'
import type { StoredCard } from './rima-store.ts'
import { texts } from './texts.ts'

const t = texts.codes
const NEXT_SHOWN_SECONDS = 15

interface CurrentCodeProps {
  card: StoredCard
  code: ShownCode
}

export function CurrentCode({ card, code }: CurrentCodeProps) {
  const [copied, setCopied] = useState<{ code: string; text: string } | null>(null)
  const copy = async () => {
    const done = await navigator.clipboard.writeText(code.now).then(
      () => true,
      () => false,
    )
    setCopied({ code: code.now, text: done ? t.copied : t.copyFailed })
  }
  const said = copied?.code === code.now ? copied.text : null
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
      <MinuteRing secondsLeft={code.secondsLeft} periodSeconds={card.otp.periodSeconds}>
        <CodeText code={code.now} label={nameCode(card)} className="text-[2.6rem] leading-none" />
      </MinuteRing>
      <p className="flex min-h-7 items-center justify-center gap-2 text-sm text-ink-2">
        {code.secondsLeft <= NEXT_SHOWN_SECONDS ? (
          <>
            {t.next} <CodeText code={code.next} label={t.next} className="text-[1.05rem] text-ink-2" />
          </>
        ) : null}
      </p>
      <RimaButton kind="quiet" onPress={copy}>
        <Icon name={said === t.copied ? 'check' : 'copy'} sizePixels={18} />
        {t.copy}
      </RimaButton>
      <p role="status" className="text-center text-sm text-ink-2 empty:hidden">
        {said}
      </p>
    </div>
  )
}
