import { spellOut } from '#components/format/spell-out.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { fill, texts } from '../texts.ts'
import { findCodeLine } from './find-code-line.ts'
import type { Sms } from './inbox.ts'

export function SmsBubble({ sms }: { sms: Sms }) {
  const code = findCodeLine(sms.text)
  return (
    <li className="transition-[opacity,translate] duration-300 starting:translate-y-2 starting:opacity-0">
      <article className="w-[92%] rounded-2xl rounded-ss-sm border border-line bg-panel px-3.5 py-2.5">
        <p className="text-sm leading-7 whitespace-pre-line text-ink">
          {sms.text.split('\n').map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message never changes
            <span key={place} className="block">
              {line === code ? (
                <span className="flex items-center gap-1">
                  <bdi
                    dir="ltr"
                    role="img"
                    aria-label={spellOut(line)}
                    className="text-xl font-bold tracking-wider tabular-nums"
                  >
                    {line}
                  </bdi>
                  <CopyButton
                    value={line}
                    label={fill(texts.phone.copyCode, {}).replace('{code}', line)}
                    copiedLabel={texts.phone.copied}
                  />
                </span>
              ) : (
                line
              )}
            </span>
          ))}
        </p>
        <p className="text-xs text-ink-3">
          <Moment atMs={sms.atMs} as="time-seconds" locale="fa" />
        </p>
      </article>
    </li>
  )
}
