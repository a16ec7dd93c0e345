import { RimaMark } from '#components/rima/parts/rima-mark.tsx'
import { texts } from '#components/rima/texts.ts'
import help from '#messages/rima-help.fa.json' with { type: 'json' }
import { DownloadSection, type PublishedFile } from './download-section.tsx'
import { HelpSection } from './help-section.tsx'
import { MethodTable } from './method-table.tsx'
import { QuestionList } from './question-list.tsx'

const sections = [
  ['why', help.why.title],
  ['choose', help.choose.title],
  ['steps', help.steps.title],
  ['download', help.download.title],
  ['trouble', help.trouble.title],
  ['refused', help.refused.title],
  ['lost', help.lost.title],
] as const

export function HelpPage({ file }: { file: PublishedFile }) {
  return (
    <main className="mx-auto w-full max-w-[44rem] px-5 pt-6 pb-20 text-[1.0625rem] leading-[2.05] text-ink">
      <a href="/rima" className="inline-flex items-center gap-2.5 text-lg font-bold">
        <RimaMark /> {texts.name}
      </a>
      <h1 className="mt-10 text-[2rem] leading-snug font-bold">{help.title}</h1>
      <p className="mt-3 text-ink-2">{help.lead}</p>
      <a
        href="/rima"
        className="mt-6 inline-flex min-h-12 items-center rounded-xl bg-fill px-6 text-[1rem] font-semibold text-on-fill hover:bg-fill-strong"
      >
        {help.open}
      </a>
      <Contents />
      <HelpSection id="why" title={help.why.title}>
        {help.why.body.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </HelpSection>
      <HelpSection id="choose" title={help.choose.title}>
        <p>{help.choose.lead}</p>
        <MethodTable />
      </HelpSection>
      <HelpSection id="steps" title={help.steps.title}>
        <PlainSteps items={help.steps.items} />
        <h3 className="pt-3 text-[1.0625rem] font-bold">{help.steps.smsTitle}</h3>
        <p>{help.steps.sms}</p>
      </HelpSection>
      <DownloadSection file={file} />
      <HelpSection id="trouble" title={help.trouble.title}>
        <QuestionList items={help.trouble.items} />
      </HelpSection>
      <HelpSection id="refused" title={help.refused.title}>
        <QuestionList items={help.refused.items} />
      </HelpSection>
      <HelpSection id="lost" title={help.lost.title}>
        <p>{help.lost.lead}</p>
        <PlainSteps items={help.lost.items} />
      </HelpSection>
      <p className="mt-14 rounded-2xl bg-warn-soft px-5 py-4 font-medium text-warn">{help.never}</p>
    </main>
  )
}

function Contents() {
  return (
    <nav aria-label={help.contents} className="mt-10 border-y border-line py-5">
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {sections.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} className="inline-block py-1 text-[0.98rem] leading-8 text-accent hover:underline">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PlainSteps({ items }: { items: string[] }) {
  return (
    <ol className="list-[persian] space-y-2 ps-7 marker:font-semibold marker:text-accent">
      {items.map((item) => (
        <li key={item} className="ps-1">
          {item}
        </li>
      ))}
    </ol>
  )
}
