import type { ReactNode } from 'react'
import { formatRials } from '#components/format/format-amount.ts'
import { spellOut } from '#components/format/spell-out.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Digits } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { fill, texts } from '../texts.ts'
import type { AtmAnswer, AtmOutcome } from './atm-act.ts'

export type AtmPlace = { bank: string; supportPhone: string; terminalId: string }
type ReceiptProps = { answer: AtmAnswer; pan: string; place: AtmPlace }

const t = texts.atm.receipt

/** A refusal prints no slip. */
export function isPrinted({ outcome }: AtmAnswer): boolean {
  return titleOf(outcome) !== null
}

/** The slip of an act that was done. */
export function Receipt({ answer: { outcome, atMs }, pan, place }: ReceiptProps) {
  const token = outcome.kind === 'token-issued' ? outcome : null
  return (
    <section
      ref={showReceipt}
      aria-label={t.label}
      className="mx-auto w-full max-w-76 rounded-sm bg-[#fdfcf6] px-5 pt-5 pb-6 text-[0.875rem] text-[#23252b] shadow-float max-lg:-mt-1 transition-[translate,opacity] duration-700 ease-out starting:-translate-y-24 starting:opacity-0"
    >
      <h3 className="text-center text-[1.0625rem] font-bold">{place.bank}</h3>
      <p className="border-b border-dashed border-[#8b8775] pb-3 text-center font-medium">{titleOf(outcome)}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 py-3">
        <Line term={t.date}>
          <Moment atMs={atMs} locale="fa" />
        </Line>
        <Line term={t.terminal}>
          <bdi dir="ltr">{place.terminalId}</bdi>
        </Line>
        <Line term={t.card}>
          <Digits value={`${pan.slice(0, 6)}******${pan.slice(-4)}`} locale="fa" />
        </Line>
        {'mobile' in outcome ? (
          <Line term={t.mobile}>
            <Digits value={outcome.mobile} locale="fa" />
          </Line>
        ) : null}
        {outcome.kind === 'withdrawn' ? <Line term={t.amount}>{formatRials(outcome.amountRials, 'fa')}</Line> : null}
      </dl>
      {token ? (
        <div className="border-t border-dashed border-[#8b8775] pt-3 text-center">
          <p>{t.part}</p>
          <p className="my-1 flex items-center justify-center gap-1">
            <output dir="ltr" className="font-mono text-[1.6rem] font-bold tracking-[0.12em]">
              <span role="img" aria-label={spellOut(token.receiptPart)}>
                {`${token.receiptPart.slice(0, 4)} ${token.receiptPart.slice(4)}`}
              </span>
            </output>
            <span className="[&_button]:text-[#23252b] [&_button:hover]:bg-[#ece9dc]">
              <CopyButton value={token.receiptPart} label={t.copy} copiedLabel={t.copied} />
            </span>
          </p>
          <p>
            {t.expires} <Moment atMs={token.expiresAtMs} locale="fa" />
          </p>
          <p className="mt-2">{t.keep}</p>
        </div>
      ) : null}
      <p className="mt-3 border-t border-dashed border-[#8b8775] pt-3 text-center text-[0.8125rem]">
        {fill(t.notMe, { phone: place.supportPhone })}
      </p>
    </section>
  )
}

function showReceipt(slip: HTMLElement | null): void {
  slip?.scrollIntoView({ block: 'nearest' })
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="text-end font-medium">{children}</dd>
    </>
  )
}

function titleOf(outcome: AtmOutcome): string | null {
  switch (outcome.kind) {
    case 'token-issued':
      return fill(t.tokenTitle, { pin: texts.atm.pinKinds[outcome.pinKind] })
    case 'sms-enabled':
      return t.smsTitle
    case 'deactivated':
      return t.deactivationTitle
    case 'withdrawn':
      return t.withdrawalTitle
    default:
      return null
  }
}
