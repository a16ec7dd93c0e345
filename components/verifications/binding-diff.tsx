import { formatCount } from '#components/format/format-amount.ts'
import { isolate } from '#components/format/isolate.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Icon } from '#components/ui/icon.tsx'
import { BindingValue } from '#components/verifications/binding-value.tsx'
import { type BindingLine, compareBinding } from '#components/verifications/compare-binding.ts'
import type { AskedRow, Binding, VerificationPageRow } from '#server/verifications/read-verification.ts'

type BindingDiffProps = {
  verification: VerificationPageRow
  asked: AskedRow | null
  locale: Locale
  t: Translator<'verifications'>
}

const HEAD = 'bg-mute-soft/60 px-3 py-1.5 text-start text-xs font-normal text-ink-3'

/** What the code was bound to beside what came, and in words what changed between the two. */
export function BindingDiff({ verification, asked, locale, t }: BindingDiffProps) {
  const lines = compareBinding(verification, asked)
  if (lines.length === 0) return null
  const presentedName = asked?.merchantId === verification.merchantId || !asked ? verification.payeeName : null
  const draw = (line: BindingLine, binding: Binding | null, payeeName: string | null) =>
    binding && <BindingValue field={line.field} binding={binding} payeeName={payeeName} locale={locale} t={t} />
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{asked ? t('diff.title') : t('diff.presentedOnly')}</h3>
      <table className="w-full overflow-hidden rounded-control border border-line text-sm [border-collapse:separate] [border-spacing:0]">
        {asked ? (
          <thead>
            <tr>
              <td className={HEAD} />
              <th scope="col" className={HEAD}>
                {t('diff.asked')}
              </th>
              <th scope="col" className={HEAD}>
                {t('diff.presented')}
              </th>
            </tr>
          </thead>
        ) : null}
        <tbody className="[&_td]:border-t [&_td]:border-line-soft [&_th]:border-t [&_th]:border-line-soft">
          {lines.map((line) => (
            <tr key={line.field}>
              <th scope="row" className={`${HEAD} w-24 whitespace-nowrap`}>
                {t(`diff.${line.field}`)}
              </th>
              {asked ? <td className="px-3 py-1.5">{draw(line, asked, asked.payeeName)}</td> : null}
              <td className={`px-3 py-1.5 ${line.isChanged ? 'bg-bad-soft font-semibold text-bad' : ''}`}>
                <span className="inline-flex items-center gap-1.5">
                  {draw(line, line.presented, presentedName)}
                  {line.isChanged ? <Icon name="alert" sizePixels={13} /> : null}
                  {line.isChanged ? <span className="sr-only">{t('diff.changed')}</span> : null}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex flex-col gap-0.5 text-sm">
        {lines
          .filter(({ isChanged }) => isChanged)
          .map((line) => (
            <li key={line.field} className="font-medium text-bad">
              {sayChange(line, locale, t)}
            </li>
          ))}
      </ul>
    </section>
  )
}

function sayChange({ field, asked, presented }: BindingLine, locale: Locale, t: Translator<'verifications'>): string {
  const say = (binding: Binding | null): string => {
    if (!binding) return '—'
    if (field === 'amount') return binding.amount === null ? '—' : formatCount(binding.amount, locale)
    if (field === 'type') return t(`types.${(binding.processType ?? 'none') as 'purchase'}`)
    return { payee: binding.merchantId, terminal: binding.terminalId, account: binding.accountMasked }[field] ?? '—'
  }
  const key = {
    type: 'changedType',
    amount: 'changedAmount',
    payee: 'changedPayee',
    terminal: 'changedTerminal',
    account: 'changedAccount',
  } as const
  return t(`diff.${key[field]}`, { asked: isolate(say(asked)), presented: isolate(say(presented)) })
}
