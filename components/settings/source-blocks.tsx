import { Code } from '#components/ui/digits.tsx'
import { isBound } from '#domain/channel-client/client-sources.ts'

type SourceBlocksProps = {
  sources: readonly string[]
  /** What is said of a client that may call from everywhere. */
  anywhere: string
  /** Further ones are counted. */
  shownMax?: number
  more?: (count: number) => string
}

/** Where a client may call from, one block a line. */
export function SourceBlocks({ sources, anywhere, shownMax = sources.length, more }: SourceBlocksProps) {
  if (!isBound(sources)) return <span className="text-warn">{anywhere}</span>
  const rest = sources.slice(shownMax)
  return (
    <ul className="flex flex-col items-start">
      {sources.slice(0, shownMax).map((source) => (
        <li key={source}>
          <Code className="whitespace-nowrap">{source}</Code>
        </li>
      ))}
      {rest.length > 0 && more ? (
        <li className="text-sm text-ink-3" title={rest.join('\n')}>
          {more(rest.length)}
        </li>
      ) : null}
    </ul>
  )
}
