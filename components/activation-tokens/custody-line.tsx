import type { ReactNode } from 'react'

export type CustodyStep = {
  key: string
  name: ReactNode
  note: ReactNode
  state: 'done' | 'waiting' | 'failed' | 'ahead'
}

type CustodyLineProps = { label: string; steps: readonly CustodyStep[]; words: Record<CustodyStep['state'], string> }

const DOTS: Record<CustodyStep['state'], string> = {
  done: 'border-ok bg-ok',
  waiting: 'border-warn bg-panel',
  failed: 'border-bad bg-bad',
  ahead: 'border-line bg-panel',
}
const WIDTHS: Record<number, string> = { 2: 'grid-cols-4', 3: 'grid-cols-4', 4: 'grid-cols-4' }

/** The way of one half of a token, drawn as far as it has come; each step is said in words too. */
export function CustodyLine({ label, steps, words }: CustodyLineProps) {
  return (
    <ol aria-label={label} className={`grid ${WIDTHS[steps.length] ?? 'grid-cols-4'} gap-y-3`}>
      {steps.map(({ key, name, note, state }, index) => (
        <li key={key} className="relative min-w-0 pe-2 pt-5 text-xs">
          {index < steps.length - 1 ? (
            <span
              aria-hidden="true"
              className={`absolute start-2 end-0 top-[0.3rem] h-0.5 ${steps[index + 1]?.state === 'done' ? 'bg-ok' : steps[index + 1]?.state === 'failed' ? 'bg-bad' : 'bg-line'}`}
            />
          ) : null}
          <span aria-hidden="true" className={`absolute start-0 top-0 size-2.5 rounded-full border-2 ${DOTS[state]}`} />
          <span className="block font-semibold text-ink">{name}</span>
          <span className="block text-ink-2">{note}</span>
          <span className="sr-only">{words[state]}</span>
        </li>
      ))}
    </ol>
  )
}
