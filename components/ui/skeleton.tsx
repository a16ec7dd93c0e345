type SkeletonProps = { lines?: number; label: string; className?: string }

const WIDTHS = ['w-full', 'w-11/12', 'w-4/5', 'w-full', 'w-3/4']

/** Where text will stand; `label` is what a screen reader hears meanwhile. */
export function Skeleton({ lines = 3, label, className = '' }: SkeletonProps) {
  return (
    <div role="status" className={`flex flex-col gap-3 p-4 ${className}`}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
          key={line}
          aria-hidden="true"
          className={`block h-3.5 animate-pulse rounded bg-line ${WIDTHS[line % WIDTHS.length]}`}
        />
      ))}
    </div>
  )
}
