'use client'
import { useInstallPrompt } from '#components/rima/hooks/use-install-prompt.ts'
import { useKeptStorage } from '#components/rima/hooks/use-kept-storage.ts'
import { texts } from '#components/rima/texts.ts'
import { Icon } from '#components/ui/icon.tsx'
import { RimaButton } from './rima-button.tsx'

const t = texts.storage

/** Says, without alarm, that the browser has not promised to keep what is stored, and what one can do. */
export function KeptStorageNote() {
  const isKept = useKeptStorage()
  const { state, install } = useInstallPrompt()
  if (isKept !== false) return null
  return (
    <details className="rounded-xl border border-line bg-panel px-4 text-sm text-ink-2">
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-2 text-ink [&::-webkit-details-marker]:hidden">
        <Icon name="info" sizePixels={18} className="shrink-0 text-accent" />
        <span className="flex-1">{t.refused}</span>
        <Icon name="chevronEnd" sizePixels={14} className="rotate-90 text-ink-3 rtl:-rotate-90" />
      </summary>
      <div className="flex flex-col gap-3 pb-4 leading-6">
        <p>{t.meaning}</p>
        <p>{state === 'installed' ? t.doInstalled : `${t.doInstall} ${t.doInstalled}`}</p>
        {state === 'offered' ? (
          <RimaButton kind="quiet" onPress={install}>
            {texts.welcome.install}
          </RimaButton>
        ) : null}
        {state === 'by-hand' ? <p>{texts.welcome.installByHand}</p> : null}
      </div>
    </details>
  )
}
