import type { ReactNode } from 'react'
import { RIMA_VERSION } from '#components/rima/client/version.ts'
import { fill } from '#components/rima/texts.ts'
import { toPersianDigits } from '#domain/text/digits.ts'
import help from '#messages/rima-help.fa.json' with { type: 'json' }
import { HelpSection } from './help-section.tsx'
import { QuestionList } from './question-list.tsx'

export interface PublishedFile {
  sizeBytes: number
  sha256: string
}

const { facts, least, ...download } = help.download

export function DownloadSection({ file }: { file: PublishedFile }) {
  return (
    <HelpSection id="download" title={download.title}>
      <p>{download.lead}</p>
      <QuestionList items={download.how} />
      <dl className="grid gap-x-6 gap-y-3 rounded-2xl border border-line bg-panel p-5 text-[0.98rem] leading-8 sm:grid-cols-[auto_1fr]">
        <Fact name={facts.version}>
          <bdi dir="ltr">{toPersianDigits(RIMA_VERSION)}</bdi>
        </Fact>
        <Fact name={facts.android}>{least.android}</Fact>
        <Fact name={facts.ios}>{least.ios}</Fact>
        <Fact name={facts.desktop}>{least.desktop}</Fact>
        <Fact name={facts.file}>
          <a href="/rima/sw.js" download="rima-sw.js" className="text-accent hover:underline">
            <bdi dir="ltr">/rima/sw.js</bdi>
          </a>
        </Fact>
        <Fact name={facts.size}>{fill(facts.bytes, { n: file.sizeBytes })}</Fact>
        <Fact name={facts.sha256}>
          <code dir="ltr" className="block text-start font-mono text-[0.85rem] leading-6 break-all">
            {file.sha256}
          </code>
        </Fact>
      </dl>
      <p className="text-[0.98rem] text-ink-2">{download.check}</p>
    </HelpSection>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 max-sm:-mt-3">{children}</dd>
    </div>
  )
}
