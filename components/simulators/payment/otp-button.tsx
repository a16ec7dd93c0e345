import { Button } from '#components/ui/button.tsx'
import { explainRefusal } from '../explain-refusal.ts'
import { fill, texts } from '../texts.ts'
import type { OtpAsked } from './payment.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

const t = texts.payment

type OtpButtonProps = { asked: OtpAsked | null; pending: boolean; onAsk: () => void }

/** «درخواست رمز پویا», and how long the code that was asked for lives. Asking again meanwhile is allowed: it is what people do. */
export function OtpButton({ asked, pending, onAsk }: OtpButtonProps) {
  const left = useSecondsLeft(asked?.ok ? asked.atMs + asked.validitySeconds * 1000 : null)
  const minutes = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <Button pending={pending} onClick={onAsk}>
          {t.ask}
        </Button>
        {left > 0 ? (
          <span role="timer" aria-label={t.timer} className="figures text-lg font-bold text-accent-strong">
            {fill('{minutes}', { minutes })}
          </span>
        ) : null}
      </div>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {asked?.ok && left > 0
          ? fill(t.asked, { seconds: asked.validitySeconds, reference: asked.referenceNumber })
          : null}
        {asked?.ok && left === 0 ? t.over : null}
      </p>
      <p role="alert" className="text-sm text-bad empty:hidden">
        {asked && !asked.ok ? explainRefusal(asked.refusal, asked.atMs) : null}
      </p>
    </div>
  )
}
