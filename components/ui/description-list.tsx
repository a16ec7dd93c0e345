import type { ReactNode } from 'react'

export type Description = { key: string; term: ReactNode; value: ReactNode }

export function DescriptionList({ items, className = '' }: { items: readonly Description[]; className?: string }) {
  return (
    <dl className={`divide-y divide-line-soft ${className}`}>
      {items.map(({ key, term, value }) => (
        <div key={key} className="grid grid-cols-[minmax(6.5rem,2fr)_5fr] items-baseline gap-4 px-4 py-2">
          <dt className="text-sm text-ink-3">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
