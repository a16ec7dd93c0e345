import { groupThumbprint } from '#domain/channel-client/group-thumbprint.ts'

/** In fours, left to right, to be read out and compared sign by sign. */
export function Thumbprint({ thumbprint }: { thumbprint: string }) {
  return (
    <code dir="ltr" className="block max-w-64 font-mono text-sm leading-6 [word-spacing:0.25em]">
      {groupThumbprint(thumbprint)}
    </code>
  )
}
