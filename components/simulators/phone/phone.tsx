'use client'

import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/choice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { localMobile, parseMobile } from '#domain/enrollment/mobile.ts'
import type { DemoCustomer } from '../demo-customer.ts'
import { fill, texts } from '../texts.ts'
import type { ReadInbox } from './inbox.ts'
import { SmsBubble } from './sms-bubble.tsx'
import { useInbox } from './use-inbox.ts'

const t = texts.phone

/** A phone that does one thing: show what is sent to its number. */
export function Phone({ customer, read }: { customer: DemoCustomer | null; read: ReadInbox }) {
  const [mobile, setMobile] = useState(customer?.mobile ?? null)
  const [wrong, setWrong] = useState(false)
  const [covered, setCovered] = useState(true)
  const { inbox, stale } = useInbox(read, { mobile, covered })
  const show = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const typed = parseMobile(String(new FormData(event.currentTarget).get('mobile')))
    setWrong(!typed.ok)
    if (typed.ok) setMobile(typed.e164)
  }
  const nobody = customer ? t.noMobile : t.chooseFirst
  return (
    <div className="flex flex-wrap items-start justify-center gap-8">
      <section
        aria-label={customer ? fill(t.phone, { name: customer.name }) : t.inbox}
        className="w-full max-w-92 rounded-[2.25rem] border-[0.55rem] border-[#22262e] bg-canvas shadow-float"
      >
        <StatusBar mobile={mobile} covered={covered} missed={inbox?.missed ?? 0} />
        <h2 className="border-b border-line px-4 pb-2 text-lg font-bold">{t.inbox}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the arrow keys */}
        <div className="h-[32rem] overflow-y-auto px-3 py-3" role="log" aria-label={t.inbox} tabIndex={0}>
          {inbox?.messages.length ? (
            <ol className="flex flex-col gap-3">
              {inbox.messages.map((sms) => (
                <SmsBubble key={sms.id} sms={sms} />
              ))}
            </ol>
          ) : (
            <p className="px-2 py-16 text-center text-sm text-ink-2">{mobile === null ? nobody : t.none}</p>
          )}
        </div>
      </section>
      <div className="flex w-full max-w-80 flex-col gap-5">
        <form key={mobile} onSubmit={show} noValidate className="flex flex-col items-start gap-2">
          <TextField
            name="mobile"
            label={t.number}
            dir="ltr"
            inputMode="tel"
            defaultValue={mobile ? localMobile(mobile) : ''}
            error={wrong ? t.mobileInvalid : undefined}
            fieldClassName="w-full"
          />
          <Button type="submit">{t.show}</Button>
        </form>
        <Checkbox
          label={t.outOfCoverage}
          description={t.outOfCoverageText}
          checked={!covered}
          onChange={(event) => setCovered(!event.target.checked)}
          className="rounded-control border border-line bg-panel px-3 py-2.5"
        />
        {stale ? (
          <Banner tone="warn" live>
            {t.stale}
          </Banner>
        ) : null}
      </div>
    </div>
  )
}

function StatusBar({ mobile, covered, missed }: { mobile: string | null; covered: boolean; missed: number }) {
  const signal = missed > 0 ? fill(t.noSignal, { count: missed }) : t.noSignalNone
  return (
    <p className="flex min-h-9 items-center justify-between gap-2 px-5 pt-2 text-xs text-ink-2">
      <bdi dir="ltr" className="tabular-nums">
        {mobile ? fill('{mobile}', { mobile: localMobile(mobile) }) : null}
      </bdi>
      <span role="status">{covered ? null : signal}</span>
    </p>
  )
}
